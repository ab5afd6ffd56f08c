import { type DocumentNode, Kind, parse } from 'graphql';
import { sha256 } from '../documents/manifest';
import type { PlannableOperation } from './plan-cache';

/** Every operation of the documents; a document that cannot be parsed is no operation. */
export function plannable(documents: readonly string[]): PlannableOperation[] {
  return documents.flatMap((text) => {
    const document = parsed(text);
    const operations = document?.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION) ?? [];
    return operations.flatMap((operation) =>
      document && operation.kind === Kind.OPERATION_DEFINITION ? [{ document, queryHash: sha256(text), operationName: operation.name?.value }] : [],
    );
  });
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}
