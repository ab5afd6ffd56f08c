import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../context';
import type { SubgraphAnswer } from '../datasource/subgraph-answer';
import type { SubgraphSource } from '../datasource/subgraph-source';
import { type Owned, ownerOf } from './owners';

export interface NodeStub {
  readonly __typename: string;
  readonly id: string;
}

const query = 'query Nodes($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

/** Asks each owner once, as the same viewer, which of its ids exist and may be seen. */
export function createNodeLoader(source: (subgraph: string) => SubgraphSource | undefined, context: GatewayContext, client: string | undefined) {
  return new DataLoader<string, NodeStub | null>(async (ids) => {
    const answers = new Map<string, NodeStub | null | Error>();
    await Promise.all(
      [...bySubgraph(ids)].map(async ([subgraph, things]) => {
        const representations = things.map(({ type, id }) => ({ __typename: type, id }));
        const answer = await source(subgraph)?.ask({ query, variables: { representations }, operationName: 'Nodes' }, context, client);
        for (const [index, thing] of things.entries()) answers.set(thing.id, answer ? stubOf(answer, thing, index) : null);
      }),
    );
    return ids.map((id) => answers.get(id) ?? null);
  });
}

function bySubgraph(ids: readonly string[]): Map<string, Owned[]> {
  const groups = new Map<string, Owned[]>();
  for (const id of ids) {
    const owned = ownerOf(id);
    if (owned) groups.set(owned.subgraph, [...(groups.get(owned.subgraph) ?? []), owned]);
  }
  return groups;
}

function stubOf({ data, errors }: SubgraphAnswer, { type, id, subgraph }: Owned, index: number): NodeStub | null | Error {
  const entity = (data?._entities as unknown[] | undefined)?.[index];
  if (entity) return { __typename: type, id };
  const error = errors?.find(({ path }) => path?.[1] === index) ?? (data?._entities ? undefined : errors?.[0]);
  return error ? new GraphQLError(error.message, { extensions: { service: subgraph, ...error.extensions } }) : null;
}
