import { type GraphQLFormattedError, Kind, parse } from 'graphql';
import type { SubgraphAnswer } from './subgraph-answer';

/** The answer in place of a subgraph that gave none: an error at every place it would have filled. */
export const unavailable = (subgraph: string, query: string, representations: unknown, restsFor: number): SubgraphAnswer => ({
  errors: errorsEverywhere(query, representations, unavailableError(subgraph, restsFor)),
});

export function errorsEverywhere(query: string, representations: unknown, error: GraphQLFormattedError): GraphQLFormattedError[] {
  const paths = Array.isArray(representations) ? representations.map((_, index) => ['_entities', index]) : rootNames(query).map((name) => [name]);
  return paths.map((path) => ({ ...error, path }));
}

/** `restsFor`: milliseconds in which it is not going to be asked. */
export function unavailableError(subgraph: string, restsFor = 0): GraphQLFormattedError {
  return {
    message: 'A part of the graph did not answer.',
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: subgraph, retryAfter: retryAfter(restsFor) },
  };
}

/** Milliseconds after which asking again is worth it; spread, so that not everybody comes back at once. */
const retryAfter = (restsFor: number) => Math.max(1_000, restsFor) + Math.round(Math.random() * 1_000);

function rootNames(query: string): string[] {
  return parse(query, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.alias?.value ?? field.name.value] : []))
      : [],
  );
}
