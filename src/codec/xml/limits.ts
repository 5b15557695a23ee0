/** Bounds on what a document may hold. */
export interface XmlLimits {
  /** Open elements at once. */
  readonly depth: number;
  /** Attributes and namespace declarations on one element. */
  readonly attributes: number;
  /** Characters of one raw name. */
  readonly nameLength: number;
}

/** What holds where nothing else is configured. */
export const defaultXmlLimits: XmlLimits = { depth: 200, attributes: 256, nameLength: 1024 };
