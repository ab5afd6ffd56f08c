import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchemaOf } from '@ejazz/contract/base/api-schema';
import { measurePlan, type PlanMeasure } from '@ejazz/contract/plan/measure';
import { createPlanner } from '@ejazz/contract/plan/planner';
import { estimateOffline } from '@ejazz/gateway/protection/price';
import { projectRoot } from '@ejazz/launcher/project-root';
import { savedOperations } from '@ejazz/testing/operations';
import { type DocumentNode, getOperationAST, parse } from 'graphql';

export const isSubscription = (document: string): boolean => document.startsWith('subscription');

/** What an operation costs whatever the data. */
export interface StaticCost extends PlanMeasure {
  /** As the gateway estimates it before it runs: what rate limits count. */
  readonly cost: number;
}

/** What all saved operations cost whatever the data. */
export function staticCosts(): Record<string, StaticCost> {
  const sdl = readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8');
  const [planner, schema] = [createPlanner(sdl), apiSchemaOf(sdl)];
  const costOf = (document: DocumentNode): StaticCost => {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('A saved document holds one operation.');
    return { ...measurePlan(planner.plan(document)), cost: estimateOffline(schema, sdl, document, operation) };
  };
  return Object.fromEntries(savedOperations().map(({ name, document }) => [name, costOf(parse(document))]));
}
