import type { XmlLimits } from '../codec/index.ts';

/** Bounds on what a partner may send and hold of ours. */
export interface ProtocolLimits {
  /** A reply after decompression, in bytes. */
  readonly maxReplyBytes: number;
  /** The replies that are being received from one partner, all together, in bytes. */
  readonly maxHeldBytes: number;
  /** Connections to one origin, and so exchanges with it at once. */
  readonly maxConnections: number;
  /** DNS, TCP and TLS together; an attempt's own limit may end it sooner. */
  readonly connectTimeoutMs: number;
  readonly xml: Partial<XmlLimits>;
}

export const defaultLimits: ProtocolLimits = {
  maxReplyBytes: 32 * 1024 * 1024,
  maxHeldBytes: 256 * 1024 * 1024,
  maxConnections: 256,
  connectTimeoutMs: 4_500,
  xml: {},
};
