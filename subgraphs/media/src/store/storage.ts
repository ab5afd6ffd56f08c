export interface StoredFile {
  readonly size: number;
  /** All of it, or from one byte to another, both included. */
  stream(range?: { readonly start: number; readonly end: number }): AsyncIterable<Uint8Array>;
}

/** Keeps finished files by key. A key is made of letters, digits, `_`, `-` and `.`. */
export interface Storage {
  /** Before first use; rejects when files could not be kept. */
  prepare(): Promise<void>;
  /** Once resolved the file is there for good; until then there is none, or the one before. */
  put(key: string, content: Buffer): Promise<void>;
  /** Keeps a file of this machine, which is then no longer where it was. Once resolved it is there for good. */
  take(key: string, path: string): Promise<void>;
  /** Works on a kept file where programs can read it. Rejects when there is none. */
  use<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Undefined when there is no such file. */
  open(key: string): Promise<StoredFile | undefined>;
  /** Every file that is kept, in no order; also what was begun to be written. */
  list(): AsyncIterable<{ readonly key: string; readonly changedAt: Date }>;
  /** A file that is not there is no failure. */
  delete(key: string): Promise<void>;
}
