import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { budgetDifferences, budgetsFile, readBudgets } from '@ejazz/contract/plan/budgets';
import { projectRoot } from '@ejazz/launcher/project-root';
import { operation, savedOperations } from '@ejazz/testing/operations';
import { performAll } from './perform-all';
import { isSubscription, staticCosts } from './plans';
import { enrichFeed } from './rich-feed';
import { type Cost, type CountedWorld, countedWorld } from './world';

const file = join(projectRoot, budgetsFile);
const update = process.env.UPDATE_BUDGETS === '1';

describe('the cost of each saved operation', () => {
  let world: CountedWorld;
  let measured: Record<string, Record<string, number>>;
  let pages: Cost[];

  beforeAll(async () => {
    world = await countedWorld();
    await enrichFeed(world);
    pages = await pagesOfTheHomeFeed(world, [5, 20, 50]);
    measured = withPlans(await performAll(world));
    if (update) writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
  });
  afterAll(() => world?.remove());

  it('is known for every one of them', () => {
    const withStatements = Object.keys(measured).filter((name) => 'statements' in (measured[name] ?? {}));
    const queriesAndMutations = savedOperations().filter(({ document }) => !isSubscription(document));
    expect(withStatements.sort()).toEqual(queriesAndMutations.map(({ name }) => name).sort());
  });

  it('is what operations/budgets.json allows (npm run budgets accepts a change)', () => {
    expect(budgetDifferences(projectRoot, readBudgets(projectRoot), measured)).toBe('');
  });

  it('does not grow with the size of a page of the home feed', () => {
    const growing = pages.map(({ fetches, statements }) => ({ fetches, statements }));
    expect(growing).toEqual(growing.map(() => growing[0]));
  });
});

/** Costs with the round trips that plans wait for; subscriptions with what one event costs, as their plans say. */
function withPlans(costs: Record<string, Cost>): Record<string, Record<string, number>> {
  const plans = staticCosts();
  return Object.fromEntries(
    savedOperations().map(({ name, document }) => {
      const cost = isSubscription(document) ? plans[name] : costs[name];
      return [name, { ...cost, depth: plans[name]?.depth ?? 0, cost: plans[name]?.cost ?? 0 }];
    }),
  );
}

async function pagesOfTheHomeFeed({ ann, cost }: CountedWorld, sizes: readonly number[]): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const first of sizes) costs.push(await cost(() => ann.data(operation('HomeFeed'), { first })));
  return costs;
}
