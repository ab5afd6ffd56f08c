import { isObjectOfType } from '@apollo/gateway/dist/dataRewrites';
import { deepMerge } from '@apollo/gateway/dist/utilities/deepMerge';
import { getResponseName, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { ResultObject } from './places';

/** What a fetch needs of an object it asks for more of; undefined when something of it is missing, since fetching it has failed. */
export function selected(schema: GraphQLSchema, source: ResultObject, selections: readonly QueryPlanSelectionNode[]): ResultObject | undefined {
  const result: ResultObject = Object.create(null);
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const applies = selection.typeCondition !== undefined && isObjectOfType(schema, source, selection.typeCondition);
      if (applies) deepMerge(result, selected(schema, source, selection.selections));
      continue;
    }
    const name = getResponseName(selection);
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value === undefined) return undefined;
    result[name] = selection.selections ? selectedIn(schema, value, selection.selections) : value;
  }
  return result;
}

function selectedIn(schema: GraphQLSchema, value: unknown, selections: readonly QueryPlanSelectionNode[]): unknown {
  if (Array.isArray(value)) return value.map((item) => selectedIn(schema, item, selections));
  return value === null ? null : (selected(schema, value as ResultObject, selections) ?? null);
}
