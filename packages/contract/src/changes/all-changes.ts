import type { GraphQLSchema } from 'graphql';
import { isSupergraph } from '../base/api-schema';
import { accessChanges } from './access-changes';
import { diffSchemas, hasField } from './diff-schemas';
import { keyChanges } from './key-changes';
import type { SchemaChange } from './schema-change';

/** One state of the graph. */
export interface GraphState {
  /** A supergraph, or the plain schema that clients see. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

const order = { breaking: 0, dangerous: 1, safe: 2 } as const;

/** All that is otherwise for clients and gateways, the worst first. What only a supergraph tells is left out where one of the two is a plain schema. */
export async function allChanges(base: GraphState, head: GraphState): Promise<SchemaChange[]> {
  const changes = await diffSchemas(base.schema, head.schema);
  if (isSupergraph(base.sdl) && isSupergraph(head.sdl)) {
    changes.push(...accessChanges(base.sdl, head.sdl, (path) => hasField(path, base.schema) && hasField(path, head.schema)));
    changes.push(...keyChanges(base.sdl, head.sdl));
  }
  return changes.sort((one, other) => order[one.level] - order[other.level]);
}
