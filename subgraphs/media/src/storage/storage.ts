import type { Readable } from 'node:stream';

export interface StoredFile {
  readonly size: number;
  stream(): Readable;
}

/** Keeps finished files by key. A key is made of letters, digits, `_`, `-` and `.`. */
export interface Storage {
  /** Before first use; rejects when files could not be kept. */
  prepare(): Promise<void>;
  /** Once resolved the file is there for good; until then there is none, or the one before. */
  put(key: string, content: Buffer): Promise<void>;
  /** Undefined when there is no such file. */
  open(key: string): Promise<StoredFile | undefined>;
  /** A file that is not there is no failure. */
  delete(key: string): Promise<void>;
}
