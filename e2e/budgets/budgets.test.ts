import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { operation, savedOperations } from '@ejazz/testing/operations';
import { performAll } from './perform-all';
import { type Cost, type CountedWorld, countedWorld } from './world';

const file = join(projectRoot, 'operations/budgets.json');
const update = process.env.UPDATE_BUDGETS === '1';

describe('the cost of each saved operation', () => {
  let world: CountedWorld;
  let measured: Record<string, Cost>;
  let pages: Cost[];

  beforeAll(async () => {
    world = await countedWorld();
    pages = await pagesOfTheHomeFeed(world, [5, 20, 50]);
    measured = await performAll(world);
    if (update) writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);
  });
  afterAll(() => world?.remove());

  it('is known for every one of them', () => {
    const queriesAndMutations = savedOperations().filter(({ document }) => !document.startsWith('subscription'));
    expect(Object.keys(measured).sort()).toEqual(queriesAndMutations.map(({ name }) => name).sort());
  });

  it('is what operations/budgets.json allows (npm run budgets accepts a change)', () => {
    expect(measured).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('does not grow with the size of a page of the home feed', () => {
    expect(pages).toEqual(pages.map(() => pages[0]));
  });
});

async function pagesOfTheHomeFeed({ ann, cost }: CountedWorld, sizes: readonly number[]): Promise<Cost[]> {
  const costs: Cost[] = [];
  for (const first of sizes) costs.push(await cost(() => ann.data(operation('HomeFeed'), { first })));
  return costs;
}
