import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import type { ClientDocument } from '../clients/client-document';
import { savedFolder } from '../clients/saved-documents';
import type { DocumentFault } from './report';

/** Documents that the new schema does not answer. Of clients' older documents only those that the old schema did answer count. */
export function documentFaults(base: GraphQLSchema, head: GraphQLSchema, documents: readonly ClientDocument[]): DocumentFault[] {
  return documents.flatMap((document) => {
    const parsed = parseDocument(document);
    const errors = validate(head, parsed);
    if (errors.length === 0 || (document.client !== savedFolder && validate(base, parsed).length > 0)) return [];
    return errors.map((error) => faultOf(document, parsed, error));
  });
}

/** @throws ExplainedError when the text is no GraphQL */
function parseDocument({ client, file, text }: ClientDocument): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw new ExplainedError(`A document of ${client} in ${file} is no GraphQL: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function faultOf({ client, file }: ClientDocument, { definitions }: DocumentNode, { message, locations }: GraphQLError): DocumentFault {
  const operations = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? '(unnamed)'] : []));
  const { line = 1, column = 1 } = locations?.[0] ?? {};
  return { client, operations, message, place: { file, line, column } };
}
