import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GatewayContext } from '../context';

/** A part of the graph that did not answer, as told in `extensions.degraded`. */
export interface DegradedPart {
  readonly subgraph: string;
  /** What is missing of the answer: response names joined by dots, `*` in place of the index in a list. */
  readonly paths: readonly string[];
  /** Milliseconds after which asking again is worth it. */
  readonly retryAfter: number;
}

/** What the errors of an answer tell of subgraphs that did not answer. */
export function degradedParts(errors: readonly GraphQLFormattedError[]): DegradedPart[] {
  const parts = new Map<string, { paths: Set<string>; retryAfter: number }>();
  for (const { path, extensions } of errors) {
    if (extensions?.code !== 'SUBGRAPH_UNAVAILABLE' || typeof extensions.service !== 'string') continue;
    const part = parts.get(extensions.service) ?? { paths: new Set(), retryAfter: 0 };
    parts.set(extensions.service, part);
    part.paths.add((path ?? []).map((step) => (typeof step === 'number' ? '*' : step)).join('.'));
    part.retryAfter = Math.max(part.retryAfter, Number(extensions.retryAfter ?? 1_000));
  }
  return [...parts].map(([subgraph, { paths, retryAfter }]) => ({ subgraph, paths: [...paths], retryAfter }));
}

/** Marks an answer that is not whole as such. */
export const tellDegraded = (): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        const degraded = degradedParts(body.singleResult.errors);
        if (degraded.length > 0) body.singleResult.extensions = { ...body.singleResult.extensions, degraded };
      },
    };
  },
});
