import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { type Budgets, budgetDifferences, budgetsFile, staticCosts } from './plans';

const recorded = JSON.parse(readFileSync(join(projectRoot, budgetsFile), 'utf8')) as Budgets;

describe('the plans of saved operations', () => {
  it('wait for as many round trips, and cost as much, as operations/budgets.json allows (npm run budgets accepts a change)', () => {
    const known = (budgets: Record<string, { readonly depth?: number; readonly cost?: number }>): Budgets =>
      Object.fromEntries(Object.entries(budgets).map(([name, { depth = 0, cost = 0 }]) => [name, { depth, cost }]));
    expect(budgetDifferences(known(recorded), known(staticCosts()))).toBe('');
  });

  it('are shown as they were and as they are where a budget is not kept', () => {
    const [name = '', budget = {}] = Object.entries(recorded)[0] ?? [];
    expect(budgetDifferences({ [name]: budget }, { [name]: budget })).toBe('');
    expect(budgetDifferences({ [name]: { ...budget, depth: 99 } }, { [name]: budget })).toMatch(`${name}: depth 99 -> ${budget.depth}`);
  });
});
