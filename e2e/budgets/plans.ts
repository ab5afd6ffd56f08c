import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiSchemaOf } from '@ejazz/contract/base/api-schema';
import { lastChangeOf, openCommit } from '@ejazz/contract/base/git';
import { planLines } from '@ejazz/contract/plan/command';
import { difference } from '@ejazz/contract/plan/difference';
import { measurePlan, type PlanMeasure } from '@ejazz/contract/plan/measure';
import { createPlanner, type Planner } from '@ejazz/contract/plan/planner';
import { estimateOffline } from '@ejazz/gateway/protection/price';
import { projectRoot } from '@ejazz/launcher/project-root';
import { operation, savedOperations } from '@ejazz/testing/operations';
import { type DocumentNode, getOperationAST, parse } from 'graphql';

export const budgetsFile = 'operations/budgets.json';

/** What each saved operation may cost; of subscriptions only what their plan says. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const isSubscription = (document: string): boolean => document.startsWith('subscription');

/** What an operation costs whatever the data. */
export interface StaticCost extends PlanMeasure {
  /** As the gateway estimates it before it runs: what rate limits count. */
  readonly cost: number;
}

const presentSdl = (): string => readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8');
const presentPlanner = (): Planner => createPlanner(presentSdl());

/** What all saved operations cost whatever the data. */
export function staticCosts(): Record<string, StaticCost> {
  const sdl = presentSdl();
  const [planner, schema] = [createPlanner(sdl), apiSchemaOf(sdl)];
  const costOf = (document: DocumentNode): StaticCost => {
    const operation = getOperationAST(document);
    if (!operation) throw new Error('A saved document holds one operation.');
    return { ...measurePlan(planner.plan(document)), cost: estimateOffline(schema, sdl, document, operation) };
  };
  return Object.fromEntries(savedOperations().map(({ name, document }) => [name, costOf(parse(document))]));
}

/** What is otherwise than recorded, with each plan as it was when budgets were last recorded and as it is; empty when nothing is. */
export function budgetDifferences(recorded: Budgets, measured: Budgets): string {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(measured)])];
  const changed = names.flatMap((name) => {
    const [before = {}, now = {}] = [recorded[name], measured[name]];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
    return keys.length > 0 ? [{ name, text: keys.map((key) => `${key} ${before[key] ?? 'unknown'} -> ${now[key] ?? 'unknown'}`).join(', ') }] : [];
  });
  if (changed.length === 0) return '';
  const plans = planDifferences(changed.map(({ name }) => name));
  return changed.map(({ name, text }) => [`${name}: ${text}`, ...(plans.get(name) ?? [])].join('\n')).join('\n\n');
}

function planDifferences(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const recordedAt = lastChangeOf(projectRoot, budgetsFile);
  const commit = recordedAt ? openCommit(projectRoot, recordedAt) : undefined;
  const sdl = commit?.read('supergraph.graphql');
  if (!commit || !sdl) return new Map();
  const [before, now] = [createPlanner(sdl), presentPlanner()];
  const documents = new Map(savedOperations().map(({ name, feature }) => [name, `operations/${feature}/${name}.graphql`]));
  return new Map(
    names.flatMap((name) => {
      const file = documents.get(name);
      const former = file ? commit.read(file) : undefined;
      return former ? [[name, difference(planLines(before, former), planLines(now, operation(name)))] as const] : [];
    }),
  );
}
