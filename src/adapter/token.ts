/**
 * Typed tokens: what `passerelle types` writes beside a pinned WSDL or XSD. At run time a token is an address into the
 * file; its types live in `'~types'`, which is never set.
 */

/** One operation of one port. `Message` and `Reply` are its body as `json-mapping` gives it, `Headers` its declared header elements. */
export interface SoapToken<Message = unknown, Reply = unknown, Headers = unknown> {
  /** Path of the entry document below `wsdl/`. */
  readonly wsdl: string;
  readonly service: string;
  readonly port: string;
  readonly operation: string;
  /** The name of its input, where that alone tells overloads apart (WSDL 1.1 §2.4.5). */
  readonly inputName?: string;
  readonly '~types'?: { readonly message: Message; readonly reply: Reply; readonly headers: Headers };
}

/** One global element of an XSD, for partners that speak XML without SOAP: its content when it comes back, and when it is sent. */
export interface ElementToken<Reply = unknown, Message = Reply> {
  /** Path of the schema document below `wsdl/`. */
  readonly xsd: string;
  /** `{namespace}local`, or `local` without a namespace. */
  readonly element: string;
  readonly '~types'?: { readonly reply: Reply; readonly message: Message };
}
