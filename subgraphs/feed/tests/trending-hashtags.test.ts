import { postTagged } from '@ejazz/events/post';
import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import { heard } from '@ejazz/testing/heard';
import { forgetOldHashtags } from '../src/domain/hashtag-trends';
import type { PostVisibility } from '../src/generated/prisma/client';
import { account, deletes, type FeedHouse, person, publishes, startFeedService } from './feed-service';

const hour = 3_600_000;
let minutesOn = 0;
const now = () => new Date(Date.now() + minutesOn * 60_000);
let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService({ clock: { now } });
});
afterAll(() => house.stop());

interface Use {
  readonly by?: string;
  readonly hoursAgo?: number;
  readonly language?: string;
  readonly visibility?: PostVisibility;
  readonly version?: number;
  readonly postId?: string;
}

const uses = (
  hashtags: string[],
  { by = person(), hoursAgo = 1, language, visibility = 'PUBLIC', version = 1, postId = newId('pst') }: Use = {},
): Received[] => {
  const createdAt = new Date(now().getTime() - hoursAgo * hour).toISOString();
  return [
    publishes(by, postId, visibility, version),
    heard(postTagged, { postId, authorId: by, hashtags, language: language ?? null, createdAt, version }),
  ];
};
const people = (count: number, hashtags: string[], use: Use = {}) => Array.from({ length: count }, () => uses(hashtags, use)).flat();

const query = `query Trending($first: Int! = 50, $language: String) {
  trendingHashtags(first: $first, language: $language) { hashtag { name } people posts usualPeople score }
}`;
interface Trend {
  readonly hashtag: { readonly name: string };
  readonly people: number;
  readonly posts: number;
  readonly usualPeople: number;
  readonly score: number;
}
/** What is told a minute later: as it is then. */
async function trends(variables: object = {}): Promise<Trend[]> {
  minutesOn += 2;
  // The first to ask finds the known one, and has it worked out anew.
  await house.as(undefined).ask(query, variables);
  const told = house.deps.readHashtagTrends(undefined);
  await told;
  const { data, errors } = await house.as(undefined).ask(query, variables);
  expect(errors).toBeUndefined();
  return data.trendingHashtags;
}
const names = async (variables: object = {}) => (await trends(variables)).map(({ hashtag }) => hashtag.name);

test('more people than usual make a trend, each once however often they write, and the numbers say why', async () => {
  const eager = person();
  await house.tell(...people(7, ['usual'], { hoursAgo: 100 }), ...people(4, ['usual']), ...people(3, ['sudden']), ...uses(['sudden'], { by: eager }));
  await house.tell(
    ...people(2, ['few']),
    ...Array.from({ length: 9 }, () => uses(['one person'], { by: eager })).flat(),
    ...uses(['sudden'], { by: eager }),
  );
  const told = await trends();
  expect(told.map(({ hashtag }) => hashtag.name)).toEqual(['sudden', 'usual']);
  expect(told[0]).toEqual({ hashtag: { name: 'sudden' }, people: 4, posts: 5, usualPeople: 0, score: expect.any(Number) });
  expect(told[1]).toMatchObject({ people: 4, posts: 4, usualPeople: 1 });
});

test('what is as usual is no trend, nor what is long ago', async () => {
  await house.tell(
    ...Array.from({ length: 7 }, (_, day) => people(9, ['daily'], { hoursAgo: 25 + 24 * day - 1 / 60 })).flat(),
    ...people(9, ['daily'], { hoursAgo: 23 }),
  );
  await house.tell(...people(5, ['yesterday'], { hoursAgo: 30 }), ...people(5, ['ancient'], { hoursAgo: 10 * 24 }));
  const told = await names();
  expect(told).not.toContain('daily');
  expect(told).not.toContain('yesterday');
  expect(await house.deps.db.taggedPost.count({ where: { hashtags: { has: 'ancient' } } })).toBe(0);
});

test('what is fresh goes before what is hours old', async () => {
  await house.tell(...people(4, ['older'], { hoursAgo: 12 }), ...people(4, ['fresher'], { hoursAgo: 2 }));
  const told = await names();
  expect(told.indexOf('fresher')).toBeLessThan(told.indexOf('older'));
});

test('only what everybody may see counts: not what is for followers, deleted, or by people who are private or gone', async () => {
  const [hidden, gone] = [person(), person()];
  const deleted = { by: person(), postId: newId('pst') };
  await house.tell(
    ...people(2, ['quiet']),
    ...uses(['quiet'], { visibility: 'FOLLOWERS' }),
    ...uses(['quiet'], { by: hidden }),
    ...uses(['quiet'], { by: gone }),
    ...uses(['quiet'], deleted),
  );
  await house.tell(deletes(deleted.by, deleted.postId), account(hidden, 'ACTIVE', 1, true), account(gone, 'DEACTIVATED'));
  expect(await names()).not.toContain('quiet');
  await house.tell(account(hidden, 'ACTIVE', 2, false));
  expect(await names()).toContain('quiet');
});

test('an edit takes a post from its hashtag, in whatever order that is told', async () => {
  const edited = { by: person(), postId: newId('pst') };
  const [first, second] = [uses(['mistaken'], edited), uses(['right'], { ...edited, version: 2 })];
  await house.tell(...people(2, ['mistaken', 'right']), ...second);
  await house.tell(...first);
  const told = await names();
  expect(told).toContain('right');
  expect(told).not.toContain('mistaken');
});

test('a language has trends of its own', async () => {
  await house.tell(...people(3, ['brot'], { language: 'de-AT' }), ...people(3, ['bread'], { language: 'en' }), ...uses(['brot'], { language: 'en' }));
  expect(await names({ language: 'de' })).toEqual(['brot']);
  expect(await names({ language: 'EN-gb' })).toEqual(['bread']);
  expect(await names()).toEqual(expect.arrayContaining(['brot', 'bread']));
});

test('asking for too many, or in no language, is refused', async () => {
  for (const variables of [{ first: 0 }, { first: 51 }, { language: 'no language' }]) {
    const { errors } = await house.as(undefined).ask(query, variables);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('what does not matter any more is forgotten', async () => {
  await forgetOldHashtags({ db: house.deps.db, clock: { now: () => new Date(now().getTime() + 9 * 24 * hour) } });
  expect(await house.deps.db.taggedPost.count()).toBe(0);
});
