/** A GraphQL document that a client sends. */
export interface ClientDocument {
  /** Who sends it, as people read it: `web 2.3.1`, or `operations` for the project's own saved documents. */
  readonly client: string;
  /** The file it is kept in, relative to the project where it lies inside. */
  readonly file: string;
  readonly text: string;
  /** Whether lines count within `file`; in a manifest they count within the document. */
  readonly linesOfFile: boolean;
}
