import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planLines, printPlan } from '@ejazz/contract/plan/command';
import { difference } from '@ejazz/contract/plan/difference';
import { createPlanner } from '@ejazz/contract/plan/planner';
import { baseSdl, edited } from './graph';

const planner = createPlanner(baseSdl);
const root = join(__dirname, '../../..');

describe('a plan as a tree', () => {
  it('says which subgraph is asked for what, and after what', () => {
    const lines = planLines(
      planner,
      'query Q($first: Int!) { posts(first: $first) { nodes { text likeCount author { name role } } pageInfo { hasNextPage } } }',
    );
    expect(lines.join('\n')).toBe(`2 fetches, 2 round trips
one after another
├─ posts
│     posts(first: $first) { nodes { text likeCount author { id } } pageInfo { hasNextPage } }
└─ people at posts.nodes[].author: Person by id
      name role`);
  });

  it('says what is asked at the same time', () => {
    const lines = planLines(planner, '{ posts { nodes { id } } person(name: "ann") { name } }');
    expect(lines.slice(0, 2)).toEqual(['2 fetches, 1 round trip', 'at the same time']);
    expect(lines.filter((line) => /^[├└]─ \w+$/.test(line))).toHaveLength(2);
  });

  it('says on which condition something is asked', () => {
    const lines = planLines(planner, 'query Q($more: Boolean!) { posts { nodes { id author @include(if: $more) { name } } } }');
    expect(lines.join('\n')).toContain('if $more\n   └─ people at posts.nodes[].author: Person by id');
  });

  it('refuses what the graph does not answer with a clear message', () => {
    expect(() => planLines(planner, '{ nothing }')).toThrow('The supergraph does not answer it: Cannot query field "nothing" on type "Query".');
  });
});

describe('npm run plan', () => {
  it('finds saved operations by name', () => {
    expect(printPlan(['HomeFeed'], root)).toContain('viewer.homeFeed.edges[].node: Post by id');
  });

  it('takes a file, and shows what is otherwise than in a base', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ejazz-plan-'));
    const [file, before] = [join(folder, 'Ask.graphql'), join(folder, 'before.graphql')];
    const withName = edited(
      ['people', '  name: String!\n  "What they say', '  name: String! @shareable\n  "What they say'],
      [
        'posts',
        '"A person."\ntype Person @key(fields: "id") {',
        '"A person."\ntype Person @key(fields: "id") {\n  "The name."\n  name: String! @shareable',
      ],
    );
    mkdirSync(join(folder, 'operations'));
    writeFileSync(join(folder, 'supergraph.graphql'), withName);
    writeFileSync(before, baseSdl);
    writeFileSync(file, '{ posts { nodes { author { name } } } }');
    expect(printPlan([file, '--base', before], folder)).toContain('- 2 fetches, 2 round trips\n');
    expect(printPlan([file, '--base', before], folder)).toContain('+ 1 fetch, 1 round trip\n');
    expect(printPlan([file, '--base', join(folder, 'supergraph.graphql')], folder)).toMatch(/^The plan is the same\./);
  });

  it('names the saved operations when there is none of the name', () => {
    expect(() => printPlan(['Nothing'], root)).toThrow(/no file Nothing\. Saved are .*HomeFeed/);
  });

  it.each([[[]], [['A', 'B']], [['A', '--bases', 'x']]])('explains itself for %j', (args) => {
    expect(() => printPlan(args, root)).toThrow('npm run plan -- OPERATION');
  });
});

describe('the difference of two texts', () => {
  it('is empty when they are the same', () => {
    expect(difference(['a', 'b'], ['a', 'b'])).toEqual([]);
  });

  it('tells what went, came and stayed, in order', () => {
    expect(difference(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual(['  a', '- b', '+ x', '  c', '+ d']);
    expect(difference([], ['a'])).toEqual(['+ a']);
    expect(difference(['a'], [])).toEqual(['- a']);
  });
});
