/** The parts of the library that are used here; it has no types of its own. */
declare module 'xml-encryption' {
  export interface EncryptOptions {
    /** PEM. */
    readonly rsa_pub: string | Buffer;
    /** The certificate, PEM. */
    readonly pem: string;
    readonly encryptionAlgorithm: string;
    readonly keyEncryptionAlgorithm: string;
    readonly keyEncryptionDigest?: string;
    readonly keyEncryptionMgf?: string;
    readonly disallowEncryptionWithInsecureAlgorithm?: boolean;
    readonly warnInsecureAlgorithm?: boolean;
  }

  export interface DecryptOptions {
    /** PEM. */
    readonly key: string | Buffer;
    readonly disallowDecryptionWithInsecureAlgorithm?: boolean;
    readonly warnInsecureAlgorithm?: boolean;
  }

  export function encrypt(
    content: string,
    options: EncryptOptions,
    callback: (error: Error | null, xml: string) => void,
  ): void;

  export function decrypt(
    xml: string,
    options: DecryptOptions,
    callback: (error: Error | null, content: string) => void,
  ): void;
}
