import { newId } from '@ejazz/platform/ids/id';
import { encodeCursor } from '@ejazz/platform/pagination/cursor';
import fc from 'fast-check';
import { followUser } from '../src/domain/graph/follow';
import { startUserService, type UserHouse } from './user-service';

let house: UserHouse;
beforeEach(async () => {
  house = await startUserService();
});
afterEach(() => house.stop());

interface Found {
  readonly searchPeople: {
    readonly nodes: { readonly username: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function person(username: string, displayName: string, followerCount = 0): Promise<string> {
  const { id } = await house.person();
  await house.deps.db.user.update({ where: { id }, data: { username, handle: username.toLowerCase(), displayName, followerCount } });
  return id;
}

const page = async (query: string, variables: object = {}, viewerId?: string) =>
  (
    await house
      .as(viewerId)
      .data<Found>(
        'query ($query: String!, $first: Int! = 20, $after: String) { searchPeople(query: $query, first: $first, after: $after) { nodes { username } pageInfo { hasNextPage endCursor } } }',
        { query, ...variables },
      )
  ).searchPeople;
const search = async (query: string, viewerId?: string) => (await page(query, {}, viewerId)).nodes.map(({ username }) => username);

test('people are found by the beginning of any word of their names, without case and accents', async () => {
  await person('zoe_b', 'Zoë Brontë-Østergård');
  await person('other', 'Somebody Else');
  for (const query of ['zoe', 'ZOË', '@zoe_b', 'bront', 'zoe bro', 'bro zoe', '  zoë  ', 'zo']) expect(await search(query)).toEqual(['zoe_b']);
  for (const query of ['oe_b', 'ronte', 'zoe else', 'zoex']) expect(await search(query)).toEqual([]);
});

test('a single letter finds those whose name begins with it, also where one is a whole name', async () => {
  await person('li_', '李');
  await person('ann', 'Ann');
  expect(await search('李')).toEqual(['li_']);
  expect(await search('a')).toEqual(['ann']);
});

test('nothing, signs and what means something to LIKE find nobody they should not', async () => {
  await person('ann', 'Ann % Under_score');
  for (const query of ['', '   ', '@', '%', '_', 'ann%', 'a_n', '\\', '\u0000', "'", 'ann'.repeat(40)]) expect(await search(query)).toEqual([]);
  expect(await search('under_')).toEqual(['ann']);
});

test('the exact name comes first, then whom one follows, then who is followed by many', async () => {
  const viewer = await person('me', 'Me');
  await person('benedict', 'Benedict', 100_000);
  await person('ben', 'Ben');
  const friend = await person('benny', 'Benny');
  await person('benno', 'Benno', 50);
  await followUser(house.deps, viewer, friend);
  expect(await search('ben', viewer)).toEqual(['ben', 'benny', 'benedict', 'benno']);
  expect(await search('ben')).toEqual(['ben', 'benedict', 'benno', 'benny']);
});

test('pages of any size hold everybody found once; a cursor of another query is refused', async () => {
  for (let index = 0; index < 17; index += 1) await person(`sam_${index}`, 'Sam', index % 3);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (first) => {
      const seen: string[] = [];
      let after: string | null = null;
      for (let more = true; more; ) {
        const { nodes, pageInfo }: Found['searchPeople'] = await page('sam', { first, after });
        seen.push(...nodes.map(({ username }) => username));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      expect(seen).toHaveLength(17);
      expect(new Set(seen).size).toBe(17);
    }),
    { numRuns: 6 },
  );
  const { pageInfo } = await page('sam', { first: 2 });
  await expect(page('ben', { after: pageInfo.endCursor })).rejects.toThrow('not a cursor of this list');
  await expect(page('sam', { after: encodeCursor(['people', 'sam', 'x', newId('usr')]) })).rejects.toThrow('not a cursor of this list');
});

test('among many the index is used, for a word as for a letter', async () => {
  await house.deps.db.$executeRaw`
    INSERT INTO "user" (id, username, handle, email, password_hash, display_name, created_at)
    SELECT 'usr_' || n, 'u' || n, 'u' || n, n || '@example.org', '', md5(n::text), now() FROM generate_series(1, 20000) AS n`;
  await house.deps.db.$executeRaw`ANALYZE "user"`;
  for (const pattern of ['% abcd%', ' \u00e9%']) {
    const plan = await house.deps.db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT id FROM "user" WHERE people_search_text(display_name, username) LIKE '${pattern.slice(0, -2)}' || plain_text('${pattern.slice(-2, -1)}') || '%'`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/user_search_text/);
  }
});
