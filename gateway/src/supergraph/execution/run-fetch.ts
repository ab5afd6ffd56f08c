import { applyRewrites } from '@apollo/gateway/dist/dataRewrites';
import { GraphQLDataSourceRequestKind } from '@apollo/gateway/dist/datasources/types';
import { deepMerge } from '@apollo/gateway/dist/utilities/deepMerge';
import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { unavailableError } from '../../datasource/unavailable';
import { noted } from '../../plan/plan-records';
import type { Place, ResultObject } from './places';
import { selected } from './representation';
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
  if (data) applyRewrites(execution.wholeSchema, fetch.outputRewrites, data);
  for (const [index, { object, path }] of places.entries()) {
    // What is merged in is shared from then on: each place needs its own.
    deepMerge(object, index === 0 ? data : structuredClone(data));
    for (const error of errors) fail(execution, fetch, error, [...path, ...(error.path ?? [])]);
  }
}

async function fetchEntities(execution: Execution, fetch: FetchNode, places: readonly Place[]): Promise<void> {
  const { wholeSchema } = execution;
  const asked: Place[] = [];
  const representations: ResultObject[] = [];
  for (const place of places) {
    const representation = selected(wholeSchema, place.object, fetch.requires ?? []);
    if (!representation?.__typename) continue;
    applyRewrites(wholeSchema, fetch.inputRewrites, representation);
    asked.push(place);
    representations.push(representation);
  }
  if (representations.length === 0) return;
  const { data, errors = [] } = await ask(execution, fetch, { ...variablesOf(execution, fetch), representations });
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    const place = typeof index === 'number' ? asked[index] : undefined;
    fail(execution, fetch, error, place ? [...place.path, ...rest] : commonPath(asked));
  }
  const entities = data?._entities;
  if (!Array.isArray(entities) || entities.length !== asked.length) {
    if (errors.length === 0) for (const { path } of asked) fail(execution, fetch, unavailableError(fetch.serviceName), path);
    return;
  }
  for (const [index, { object }] of asked.entries()) {
    const entity = entities[index];
    if (!entity) continue;
    entity.__typename ||= object.__typename;
    applyRewrites(wholeSchema, fetch.outputRewrites, entity);
    deepMerge(object, entity);
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
function commonPath([first, ...rest]: readonly Place[]): ResponsePath {
  const path = first?.path ?? [];
  const apart = path.findIndex((step, index) => rest.some((place) => place.path[index] !== step));
  return apart < 0 ? path : path.slice(0, apart);
}
