import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Budgets, budgetDifferences, readBudgets } from '@ejazz/contract/plan/budgets';
import { measurePlan } from '@ejazz/contract/plan/measure';
import { createPlanner } from '@ejazz/contract/plan/planner';
import { parse } from 'graphql';
import { baseSdl, edited } from './graph';

const document = 'query Authors {\n  posts {\n    nodes {\n      author {\n        name\n      }\n    }\n  }\n}\n';
/** Posts know the names of their authors. */
const oneFetch = edited(
  ['people', '  name: String!\n  "What they say', '  name: String! @shareable\n  "What they say'],
  [
    'posts',
    '"A person."\ntype Person @key(fields: "id") {',
    '"A person."\ntype Person @key(fields: "id") {\n  "The name."\n  name: String! @shareable',
  ],
);

describe('the budgets of saved operations', () => {
  const root = mkdtempSync(join(tmpdir(), 'ejazz-budgets-'));
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  const measured = (): Budgets => {
    const plan = createPlanner(readFileSync(join(root, 'supergraph.graphql'), 'utf8')).plan(parse(document));
    return { Authors: { ...measurePlan(plan) } };
  };
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: root });
  const differences = () => budgetDifferences(root, readBudgets(root), measured());

  beforeAll(() => {
    mkdirSync(join(root, 'operations'));
    write('supergraph.graphql', oneFetch);
    write('operations/Authors.graphql', document);
    write('operations/budgets.json', JSON.stringify(measured()));
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '--message', 'recorded');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('are kept by the graph they were recorded with', () => {
    expect(differences()).toBe('');
  });

  it('fail with the difference of the plan when a change of the graph makes it worse', () => {
    write('supergraph.graphql', baseSdl);
    expect(differences()).toBe(`Authors: fetches 1 -> 2, depth 1 -> 2
- 1 fetch, 1 round trip
- posts
-    posts { nodes { author { name } } }
+ 2 fetches, 2 round trips
+ one after another
+ ├─ posts
+ │     posts { nodes { author { id } } }
+ └─ people at posts.nodes[].author: Person by id
+       name`);
  });

  it('fail for an operation that has none', () => {
    write('supergraph.graphql', oneFetch);
    expect(budgetDifferences(root, {}, measured())).toContain('Authors: fetches unknown -> 1, depth unknown -> 1');
  });
});
