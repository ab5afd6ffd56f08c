import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, parse } from 'graphql';

/**
 * A saved operation: a typed document node, as Apollo Client and urql take them, that also knows its own text. The text asks for
 * `__typename` where normalised caches do, so that it is the same whoever sends it.
 */
export interface SavedDocument<Data, Variables> extends TypedDocumentNode<Data, Variables> {
  readonly name: string;
  /** SHA-256 of `text` in hexadecimal: how trusted documents and persisted queries name it. */
  readonly id: string;
  readonly text: string;
}

export const savedDocument = <Data, Variables>(name: string, id: string, text: string): SavedDocument<Data, Variables> => ({
  ...parse(text, { noLocation: true }),
  name,
  id,
  text,
});

/** A fragment with those that it spreads, for reading it from a cache. */
export const fragmentDocument = <Data>(text: string): TypedDocumentNode<Data, Record<string, never>> => {
  const document: DocumentNode = parse(text, { noLocation: true });
  return document;
};
