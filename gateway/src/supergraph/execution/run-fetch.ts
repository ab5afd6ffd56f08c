import { applyRewrites } from '@apollo/gateway/dist/dataRewrites';
import { GraphQLDataSourceRequestKind } from '@apollo/gateway/dist/datasources/types';
import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { unavailableError } from '../../datasource/unavailable';
import { noted } from '../../plan/plan-records';
import { type Entity, entitiesAt } from './entities';
import { copy, merge } from './merge';
import { type Place, pathOf, type ResultObject } from './places';
import type { Execution } from './run-plan';

interface Answer {
  readonly data?: ResultObject | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Asks one subgraph once for all places, and puts its answer and its errors where they belong. */
export async function runFetch(execution: Execution, fetch: FetchNode, places: readonly Place[]): Promise<void> {
  if (places.length === 0) return;
  try {
    await (fetch.requires ? fetchEntities : fetchRoot)(execution, fetch, places);
  } catch (error) {
    // One fetch that fails leaves the others' answers as they are.
    execution.errors.push(error instanceof GraphQLError ? error : new GraphQLError('A fetch failed.', { originalError: error as Error }));
  }
}

async function fetchRoot(execution: Execution, fetch: FetchNode, places: readonly Place[]): Promise<void> {
  const { data, errors = [] } = await ask(execution, fetch, variablesOf(execution, fetch));
  if (data) {
    applyRewrites(execution.wholeSchema, fetch.outputRewrites, data);
    mergeInto(places, data);
  }
  for (const error of errors) for (const place of places) fail(execution, fetch, error, [...pathOf(place), ...(error.path ?? [])]);
}

async function fetchEntities(execution: Execution, fetch: FetchNode, places: readonly Place[]): Promise<void> {
  const { wholeSchema } = execution;
  const asked = entitiesAt(wholeSchema, fetch, places);
  if (asked.length === 0) return;
  const representations = asked.map(({ representation }) => representation);
  const { data, errors = [] } = await ask(execution, fetch, { ...variablesOf(execution, fetch), representations });
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    const entity = typeof index === 'number' ? asked[index] : undefined;
    if (entity) for (const place of entity.places) fail(execution, fetch, error, [...pathOf(place), ...rest]);
    else fail(execution, fetch, error, commonPath(asked));
  }
  const entities = data?._entities;
  if (!Array.isArray(entities) || entities.length !== asked.length) {
    if (errors.length === 0)
      for (const place of asked.flatMap((entity) => entity.places)) fail(execution, fetch, unavailableError(fetch.serviceName), pathOf(place));
    return;
  }
  for (const [index, entity] of asked.entries()) {
    const found = entities[index];
    if (!found) continue;
    found.__typename ||= entity.places[0].object.__typename;
    applyRewrites(wholeSchema, fetch.outputRewrites, found);
    mergeInto(entity.places, found);
  }
}

/** What is merged in is shared from then on, and merged into: each place needs its own. */
function mergeInto(places: readonly Place[], data: ResultObject): void {
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index];
    if (place) merge(place.object, index === 0 ? data : copy(data));
  }
}

async function ask({ sources, incoming, record }: Execution, fetch: FetchNode, variables: Record<string, unknown>): Promise<Answer> {
  const source = sources[fetch.serviceName];
  if (!source) throw new Error(`The plan asks the subgraph "${fetch.serviceName}", which the supergraph does not name.`);
  const { context } = incoming;
  const request = { query: fetch.operation, variables, operationName: fetch.operationName };
  const kind = GraphQLDataSourceRequestKind.INCOMING_OPERATION;
  return noted(record, fetch, variables, () => source.process({ kind, request, incomingRequestContext: incoming, context }));
}

function variablesOf({ variables }: Execution, { variableUsages = [] }: FetchNode): Record<string, unknown> {
  const given = variableUsages.filter((name) => Object.hasOwn(variables, name) && variables[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, variables[name]]));
}

function fail({ errors }: Execution, { serviceName }: FetchNode, error: GraphQLFormattedError, path: ResponsePath): void {
  const { message, extensions } = error;
  errors.push(
    new GraphQLError(message || 'A subgraph failed without saying why.', {
      path: path.length > 0 ? path : undefined,
      originalError: error as unknown as Error,
      extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName },
    }),
  );
}

/** Where an error belongs that speaks of no place: to the nearest thing that all places have in common. */
function commonPath(entities: readonly Entity[]): ResponsePath {
  const [first = [], ...rest] = entities.flatMap((entity) => entity.places.map(pathOf));
  const apart = first.findIndex((step, index) => rest.some((path) => path[index] !== step));
  return apart < 0 ? first : first.slice(0, apart);
}
