import { type Budgets, budgetDifferences, readBudgets } from '@ejazz/contract/plan/budgets';
import { projectRoot } from '@ejazz/launcher/project-root';
import { staticCosts } from './plans';

test('the plans of saved operations wait for as many round trips, and cost as much, as operations/budgets.json allows (npm run budgets accepts a change)', () => {
  const known = (budgets: Record<string, { readonly depth?: number; readonly cost?: number }>): Budgets =>
    Object.fromEntries(Object.entries(budgets).map(([name, { depth = 0, cost = 0 }]) => [name, { depth, cost }]));
  expect(budgetDifferences(projectRoot, known(readBudgets(projectRoot)), known(staticCosts()))).toBe('');
});
