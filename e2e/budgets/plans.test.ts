import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { type Budgets, budgetDifferences, budgetsFile, planMeasures } from './plans';

const recorded = JSON.parse(readFileSync(join(projectRoot, budgetsFile), 'utf8')) as Budgets;

describe('the plans of saved operations', () => {
  it('wait for as many round trips as operations/budgets.json allows (npm run budgets accepts a change)', () => {
    const depths = (budgets: Budgets) => Object.fromEntries(Object.entries(budgets).map(([name, { depth = 0 }]) => [name, { depth }]));
    expect(budgetDifferences(depths(recorded), depths(planMeasures() as Record<string, { fetches: number; depth: number }>))).toBe('');
  });

  it('are shown as they were and as they are where a budget is not kept', () => {
    const [name = '', budget = {}] = Object.entries(recorded)[0] ?? [];
    expect(budgetDifferences({ [name]: budget }, { [name]: budget })).toBe('');
    expect(budgetDifferences({ [name]: { ...budget, depth: 99 } }, { [name]: budget })).toMatch(`${name}: depth 99 -> ${budget.depth}`);
  });
});
