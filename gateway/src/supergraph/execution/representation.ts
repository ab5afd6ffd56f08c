import { isObjectOfType } from '@apollo/gateway/dist/dataRewrites';
import { getResponseName, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { merge } from './merge';
import type { ResultObject } from './places';

/** What a fetch needs of an object it asks for more of; undefined when something of it is missing, since fetching it has failed. */
export function selected(schema: GraphQLSchema, source: ResultObject, selections: readonly QueryPlanSelectionNode[]): ResultObject | undefined {
  const result: ResultObject = {};
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const applies = selection.typeCondition !== undefined && isObjectOfType(schema, source, selection.typeCondition);
      const further = applies ? selected(schema, source, selection.selections) : undefined;
      if (further) merge(result, further);
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
