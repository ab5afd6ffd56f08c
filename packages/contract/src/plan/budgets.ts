import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lastChangeOf, openCommit } from '../base/git';
import { savedDocuments } from '../clients/saved-documents';
import { planLines } from './command';
import { difference } from './difference';
import { createPlanner } from './planner';

export const budgetsFile = 'operations/budgets.json';

/** What each saved operation may cost, by name and measure; of subscriptions only what their plan says. */
export type Budgets = Readonly<Record<string, Readonly<Record<string, number>>>>;

export const readBudgets = (root: string): Budgets => JSON.parse(readFileSync(join(root, budgetsFile), 'utf8')) as Budgets;

/** What is otherwise than recorded, with each plan as it was when budgets were last recorded and as it is; empty when nothing is. */
export function budgetDifferences(root: string, recorded: Budgets, measured: Budgets): string {
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(measured)])];
  const changed = names.flatMap((name) => {
    const [before = {}, now = {}] = [recorded[name], measured[name]];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
    return keys.length > 0 ? [{ name, text: keys.map((key) => `${key} ${before[key] ?? 'unknown'} -> ${now[key] ?? 'unknown'}`).join(', ') }] : [];
  });
  if (changed.length === 0) return '';
  const plans = planDifferences(root, new Set(changed.map(({ name }) => name)));
  return changed.map(({ name, text }) => [`${name}: ${text}`, ...(plans.get(name) ?? [])].join('\n')).join('\n\n');
}

function planDifferences(root: string, names: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const recordedAt = lastChangeOf(root, budgetsFile);
  const commit = recordedAt ? openCommit(root, recordedAt) : undefined;
  const sdl = commit?.read('supergraph.graphql');
  if (!commit || !sdl) return new Map();
  const [before, now] = [createPlanner(sdl), createPlanner(readFileSync(join(root, 'supergraph.graphql'), 'utf8'))];
  return new Map(
    savedDocuments(root).flatMap(({ file, text }) => {
      const name = basename(file, '.graphql');
      const former = names.has(name) ? commit.read(file) : undefined;
      return former ? [[name, difference(planLines(before, former), planLines(now, text))] as const] : [];
    }),
  );
}
