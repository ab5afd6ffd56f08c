import { encodeCursor } from '@ejazz/platform/pagination/cursor';
import fc from 'fast-check';
import { followUser, unfollowUser } from '../src/domain/graph/follow';
import { startUserService, type UserHouse } from './user-service';

type List = 'followers' | 'following';

interface Page {
  readonly edges: { readonly cursor: string; readonly followedAt: string; readonly node: { readonly id: string } }[];
  readonly nodes: { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

// Time stands still for several follows in a row, so that many share a millisecond.
let moment = 0;
const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + moment) };

let house: UserHouse;
beforeAll(async () => {
  house = await startUserService();
});
afterAll(() => house.stop());

const people = async (count: number) => (await house.people(count)).map(({ id }) => id);
const deps = () => ({ ...house.deps, clock });
const follow = (followerId: string, followeeId: string) => followUser(deps(), followerId, followeeId);
const unfollow = (followerId: string, followeeId: string) => unfollowUser(deps(), followerId, followeeId);

const fields = (list: List) => `${list}(first: $first, after: $after) {
  edges { cursor followedAt node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }`;
const document = (list: List) => `query ($id: ID!, $first: Int!, $after: String) {
  _entities(representations: [{ __typename: "User", id: $id }]) { ... on User { ${fields(list)} } } }`;
const ask = (list: List, id: string, first: number, after: string | null = null) => house.anonymous.ask(document(list), { id, first, after });

async function page(list: List, id: string, first: number, after: string | null = null): Promise<Page> {
  const { data, errors } = await ask(list, id, first, after);
  expect(errors).toBeUndefined();
  return (data as { _entities: [Record<List, Page>] })._entities[0][list];
}

test('lists are pages, latest first, with the moment of following on the edge', async () => {
  const [star, ...fans] = (await people(6)) as [string, ...string[]];
  for (const fan of fans) {
    moment += 1;
    await follow(fan, star);
  }
  const latestFirst = fans.toReversed();
  const first = await page('followers', star, 3);
  expect(first.nodes.map(({ id }) => id)).toEqual(latestFirst.slice(0, 3));
  expect(first.edges.map(({ node }) => node)).toEqual(first.nodes);
  expect(first.edges[0]?.followedAt).toBe(clock.now().toISOString());
  expect(first.totalCount).toBe(5);
  expect(first.pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: first.edges[0]?.cursor,
    endCursor: first.edges[2]?.cursor,
  });
  const second = await page('followers', star, 3, first.pageInfo.endCursor);
  expect(second.nodes.map(({ id }) => id)).toEqual(latestFirst.slice(3));
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  expect((await page('following', fans[0] ?? '', 1)).nodes).toEqual([{ id: star }]);
  expect(await page('following', star, 20)).toMatchObject({ nodes: [], totalCount: 0, pageInfo: { endCursor: null, hasNextPage: false } });
});

type Change = 'follow' | 'unfollow' | 'again';

test.each(['followers', 'following'] as const)('a walk of %s skips nobody who stays and repeats nobody while the list changes', async (list) => {
  const side = list === 'followers' ? (fan: string, star: string) => [fan, star] as const : (fan: string, star: string) => [star, fan] as const;
  const change = fc.record({ kind: fc.constantFrom<Change>('follow', 'unfollow', 'again'), tick: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 24 }), fc.integer({ min: 1, max: 4 }), async (changes, first) => {
      const [star, ...others] = (await people(21)) as [string, ...string[]];
      const [staying, moving] = [others.slice(0, 10), others.slice(10)];
      for (const [index, fan] of others.entries()) {
        if (index % 3 === 0) moment += 1;
        if (index % 2 === 0 || staying.includes(fan)) await follow(...side(fan, star));
      }
      const seen: string[] = [];
      const pending = [...changes];
      for (let after: string | null = null, more = true; more; ) {
        const { nodes, pageInfo }: Page = await page(list, star, first, after);
        seen.push(...nodes.map(({ id }) => id));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
        for (const { kind, tick } of pending.splice(0, 3)) {
          const fan = moving[(seen.length + pending.length) % moving.length] ?? '';
          if (tick) moment += 1;
          if (kind !== 'follow') await unfollow(...side(fan, star));
          if (kind !== 'unfollow') await follow(...side(fan, star));
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => staying.includes(id)).sort()).toEqual([...staying].sort());
    }),
    { numRuns: 5 },
  );
});

test.each([0, -1, 101])('"first" %i is refused', async (first) => {
  const [star] = (await people(1)) as [string];
  for (const list of ['followers', 'following'] as const) {
    expect((await ask(list, star, first)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  }
});

test('"first" 100 is taken', async () => {
  const [star] = (await people(1)) as [string];
  expect((await page('followers', star, 100)).nodes).toEqual([]);
});

describe('a cursor is refused', () => {
  const refused = [{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }];

  test('when it is of another list', async () => {
    const [ada, bob] = (await people(2)) as [string, string];
    await Promise.all([follow(ada, bob), follow(bob, ada)]);
    const { endCursor } = (await page('followers', ada, 1)).pageInfo;
    expect((await ask('followers', ada, 1, endCursor)).errors).toBeUndefined();
    expect((await ask('following', ada, 1, endCursor)).errors).toMatchObject(refused);
    expect((await ask('followers', bob, 1, endCursor)).errors).toMatchObject(refused);
  });

  test('when it is none', async () => {
    const [ada, bob] = (await people(2)) as [string, string];
    const garbage = ['garbage', '\u0000', '%00', ...[null, 1, {}, [], ['followers'], [clock.now().toISOString(), bob]].map(encodeCursor)];
    const forged = [-1, 1.5, 9e15, '2026', null, '0000-01-01T00:00:00.000Z'].map((at) => encodeCursor(['followers', ada, at, bob]));
    const ids = ['', 'usr_\u0000', 7].map((id) => encodeCursor(['followers', ada, 1, id]));
    for (const cursor of [...garbage, ...forged, ...ids]) {
      expect({ cursor, errors: (await ask('followers', ada, 1, cursor)).errors }).toMatchObject({ cursor, errors: refused });
    }
  });
});
