import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Supergraph as Federation, type Operation, operationFromDocument, type Schema } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { assertValidSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import { type Overridden, readOverrides } from './progressive-overrides';
import { type RequiredFields, readRequiredFields } from './required-fields';
import { SupergraphRefused } from './supergraph-refused';

/** One composed graph: what it says, what clients see of it, and how to plan on it. */
export interface Supergraph {
  /** SHA-256 of its SDL in hex: which graph this is. */
  readonly id: string;
  /** As composed. Our own directives stand here alone, not in the schemas made from it. */
  readonly sdl: string;
  /** What clients see: operations are validated against it. */
  readonly schema: GraphQLSchema;
  /** The same for the planner. */
  readonly apiSchema: Schema;
  /** With everything that clients do not see, such as inaccessible fields. */
  readonly wholeSchema: GraphQLSchema;
  /** What the planner asks for itself. */
  readonly required: RequiredFields;
  readonly subgraphs: readonly SubgraphAddress[];
  /** Which fields that are moving to another subgraph one operation asks for there. */
  readonly drawOverrides: () => Overridden;
  /** Plans an operation that is valid on `schema`; milliseconds of work. */
  plan(
    document: DocumentNode,
    operationName: string | undefined,
    overridden?: Overridden,
  ): { readonly plan: QueryPlan; readonly operation: Operation };
}

export interface SubgraphAddress {
  readonly name: string;
  /** Where it answers GraphQL. */
  readonly url: string;
}

const supergraphs = new WeakMap<GraphQLSchema, Supergraph>();

export const supergraphId = (sdl: string) => createHash('sha256').update(sdl).digest('hex');

/** Throws SupergraphRefused unless the graph can be served. `urls` are those that differ from what the graph says. */
export function buildSupergraph(sdl: string, urls: ReadonlyMap<string, readonly string[]>): Supergraph {
  const steps = supergraphSteps(sdl, urls);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, one step a turn of the event loop: all of it together would keep everybody waiting. */
export async function buildSupergraphInTurns(sdl: string, urls: ReadonlyMap<string, readonly string[]>): Promise<Supergraph> {
  const steps = supergraphSteps(sdl, urls);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await nextTurn();
  }
}

function* supergraphSteps(sdl: string, urls: ReadonlyMap<string, readonly string[]>): Generator<void, Supergraph> {
  try {
    const federation = Federation.build(sdl, { validateSupergraph: true });
    yield;
    const apiSchema = federation.apiSchema();
    yield;
    const schema = apiSchema.toGraphQLJSSchema();
    assertValidSchema(schema);
    yield;
    const wholeSchema = federation.schema.toGraphQLJSSchema();
    yield;
    const planner = new QueryPlanner(federation);
    yield;
    const supergraph: Supergraph = {
      id: supergraphId(sdl),
      sdl,
      schema,
      apiSchema,
      wholeSchema,
      required: readRequiredFields(sdl, wholeSchema),
      subgraphs: federation.subgraphsMetadata().map(({ name, url }) => ({ name, url: urlOf(name, urls.get(name)?.[0] ?? url) })),
      drawOverrides: readOverrides(sdl),
      plan(document, operationName, overridden = new Set()) {
        const operation = operationFromDocument(apiSchema, document, { operationName });
        const overrideConditions = new Map([...overridden].map((label) => [label, true]));
        return { plan: planner.buildQueryPlan(operation, { overrideConditions }), operation };
      },
    };
    supergraphs.set(schema, supergraph);
    return supergraph;
  } catch (error) {
    if (error instanceof SupergraphRefused || !(error instanceof Error)) throw error;
    throw new SupergraphRefused(error.message);
  }
}

/**
 * Reads something out of each supergraph once. It is asked with the schema that an operation was validated against, so that an
 * operation in hand while graphs are swapped stays with the graph it began on.
 */
export function readOnce<T>(read: (supergraph: Supergraph) => T): (schema: GraphQLSchema) => T {
  const known = new WeakMap<GraphQLSchema, { readonly value: T }>();
  return (schema) => {
    const held = known.get(schema) ?? { value: read(supergraphOf(schema)) };
    known.set(schema, held);
    return held.value;
  };
}

function supergraphOf(schema: GraphQLSchema): Supergraph {
  const supergraph = supergraphs.get(schema);
  if (!supergraph) throw new Error('This schema is not that of a supergraph.');
  return supergraph;
}

function urlOf(name: string, url: string): string {
  if (/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) return url;
  throw new SupergraphRefused(
    `the subgraph "${name}" has no usable URL${url ? ` ("${url}")` : ''}. Give it a routing_url, or name it in SUBGRAPH_URLS.`,
  );
}
