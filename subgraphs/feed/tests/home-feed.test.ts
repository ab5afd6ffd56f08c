import { newId } from '@ejazz/platform/ids/id';
import {
  account,
  befriends,
  blocks,
  deletes,
  type FeedHouse,
  follows,
  homeFeedQuery,
  mutes,
  person,
  publishes,
  startFeedService,
} from './feed-service';

let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService();
});
afterAll(() => house.stop());

const posts = (count: number) => Array.from({ length: count }, () => newId('pst'));

describe('what is in the home feed', () => {
  test('posts of people one follows and one’s own, latest first, with the reason', async () => {
    const [me, friend, stranger] = [person(), person(), person()];
    const [first, second, third] = posts(3) as [string, string, string];
    await house.tell(follows(me, friend));
    await house.tell(publishes(me, second), publishes(friend, third), publishes(friend, first), publishes(stranger));
    const { ids, reasons } = await house.page(me);
    expect(ids).toEqual([third, second, first]);
    expect(reasons).toEqual(['FOLLOWING', 'OWN', 'FOLLOWING']);
  });

  test('what a person published before one began to follow them, up to their latest 100', async () => {
    const [me, friend] = [person(), person()];
    const all = posts(120);
    await house.tell(...all.map((id) => publishes(friend, id)));
    await house.tell(follows(me, friend));
    expect((await house.page(me, 100)).ids).toEqual(all.slice(20).reverse());
    expect((await house.page(me, 100)).next).toBeUndefined();
  });

  test('nothing more of a person one does not follow any longer', async () => {
    const [me, friend, other] = [person(), person(), person()];
    const kept = newId('pst');
    await house.tell(follows(me, friend), follows(me, other), publishes(friend), publishes(other, kept));
    await house.tell(follows(me, friend, 2, false));
    await house.tell(publishes(friend));
    expect((await house.page(me)).ids).toEqual([kept]);
    expect(await house.deps.db.feedEntry.count({ where: { readerId: me } })).toBe(1);
  });

  test('posts for followers, but of posts for their author alone only one’s own', async () => {
    const [me, friend] = [person(), person()];
    const [shared, secret, mine] = posts(3) as [string, string, string];
    await house.tell(
      follows(me, friend),
      publishes(friend, shared, 'FOLLOWERS'),
      publishes(friend, secret, 'ONLY_ME'),
      publishes(me, mine, 'ONLY_ME'),
    );
    expect((await house.page(me)).ids).toEqual([mine, shared]);
  });

  test('posts for friends of friends one follows, while they are', async () => {
    const [me, friend, other] = [person(), person(), person()];
    const [first, second] = posts(2) as [string, string];
    await house.tell(follows(me, friend), follows(me, other), publishes(friend, first, 'FRIENDS'), publishes(other, second, 'FRIENDS'));
    await house.tell(befriends(friend, me, 'FRIENDS'));
    expect((await house.page(me)).ids).toEqual([first]);
    await house.tell(befriends(friend, me, 'ENDED', 2));
    expect((await house.page(me)).ids).toEqual([]);
  });

  test('nothing of people who are blocked either way, muted or not there, until that ends, whatever is heard of first', async () => {
    const [me, blocked, blocker, muted, absent] = [person(), person(), person(), person(), person()];
    const [first, second, third, fourth, mine] = posts(5) as [string, string, string, string, string];
    await house.tell(...[blocked, blocker, muted, absent].map((author) => follows(me, author)));
    await house.tell(publishes(blocked, first), publishes(blocker, second), publishes(muted, third), publishes(absent, fourth), publishes(me, mine));
    const tomorrow = new Date(Date.now() + 86_400_000);
    await house.tell(blocks(me, blocked), blocks(blocker, me), mutes(me, muted, tomorrow), account(absent, 'DEACTIVATED'));
    expect((await house.page(me)).ids).toEqual([mine]);
    await house.tell(blocks(me, blocked, 3), blocks(blocker, me, 2, false), mutes(me, muted, new Date(0), 2), account(absent, 'ACTIVE', 2));
    await house.tell(blocks(me, blocked, 2, false));
    expect((await house.page(me)).ids).toEqual([mine, fourth, third, second]);
    await house.tell(mutes(me, muted, null, 3));
    expect((await house.page(me)).ids).toEqual([mine, fourth, second]);
  });

  test('no deleted post, whichever is heard of first', async () => {
    const [me, friend] = [person(), person()];
    const [early, late] = posts(2) as [string, string];
    await house.tell(follows(me, friend), publishes(friend, late), deletes(friend, early));
    await house.tell(publishes(friend, early), deletes(friend, late));
    expect((await house.page(me)).ids).toEqual([]);
    expect(await house.deps.db.feedEntry.count({ where: { postId: { in: [early, late] } } })).toBe(0);
  });

  test('a post that is shown to others, or no longer, from its higher version on', async () => {
    const [me, friend] = [person(), person()];
    const id = newId('pst');
    await house.tell(follows(me, friend), publishes(friend, id, 'ONLY_ME', 1));
    expect((await house.page(me)).ids).toEqual([]);
    await house.tell(publishes(friend, id, 'PUBLIC', 2), publishes(friend, id, 'FOLLOWERS', 3));
    expect((await house.page(me)).ids).toEqual([id]);
    await house.tell(publishes(friend, id, 'ONLY_ME', 4), publishes(friend, id, 'PUBLIC', 2));
    expect((await house.page(me)).ids).toEqual([]);
  });

  test('is empty at first, with a time; and nobody’s but one’s own', async () => {
    const me = person();
    const before = Date.now();
    const { ids, next, asOf } = await house.page(me);
    expect({ ids, next }).toEqual({ ids: [], next: undefined });
    expect(Math.abs(new Date(asOf).getTime() - before)).toBeLessThan(60_000);
    expect((await house.as(undefined).ask(homeFeedQuery)).data.viewer).toBeNull();
    const entities =
      'query ($me: ID!) { _entities(representations: [{ __typename: "Viewer", id: $me }]) { ... on Viewer { homeFeed { nodes { id } } } } }';
    expect((await house.as(person()).ask(entities, { me })).data._entities).toEqual([null]);
    expect((await house.as(me).ask(entities, { me })).data._entities).toEqual([{ homeFeed: { nodes: [] } }]);
  });
});

describe('walking through it', () => {
  test('shows what was there when the walk began: additions wait for the next walk, removals show at once', async () => {
    const [me, friend, late] = [person(), person(), person()];
    const all = posts(6) as [string, string, string, string, string, string];
    const older = all[0];
    await house.tell(publishes(late, older));
    await house.tell(follows(me, friend), ...all.slice(1).map((id) => publishes(friend, id)));
    const first = await house.page(me, 2);
    expect(first.ids).toEqual([all[5], all[4]]);
    await house.tell(follows(me, late), publishes(friend), deletes(friend, all[3]));
    const second = await house.page(me, 2, first.next);
    expect(second.ids).toEqual([all[2], all[1]]);
    expect(second.next).toBeUndefined();
    expect(second.asOf).toBe(first.asOf);
    expect((await house.page(me)).ids).toHaveLength(6);
  });

  test('fills its pages with what may be seen, also while a removal is still on its way', async () => {
    const [me, friend, former] = [person(), person(), person()];
    const all = posts(12);
    const author = (index: number) => (index % 3 === 0 ? former : friend);
    await house.tell(follows(me, friend), follows(me, former), ...all.map((id, index) => publishes(author(index), id)));
    await house.deps.db.postRef.updateMany({ where: { postId: { in: all.slice(4, 9) } }, data: { deleted: true } });
    await house.deps.db.follow.updateMany({ where: { followerId: me, followeeId: former }, data: { active: false } });
    const { ids, next } = await house.page(me, 3);
    expect(ids).toEqual([all[11], all[10], all[2]]);
    expect((await house.page(me, 3, next)).ids).toEqual([all[1]]);
  });

  test('takes one statement a page, whatever its size', async () => {
    const [me, friend] = [person(), person()];
    await house.tell(follows(me, friend), ...posts(120).map((id) => publishes(friend, id)));
    for (const first of [1, 10, 100]) {
      const { statements, data } = await house.as(me).ask(homeFeedQuery, { first });
      expect(data.viewer.homeFeed.nodes).toHaveLength(first);
      expect(statements).toBe(1);
    }
  });

  test('refuses a cursor that is none of this feed and a page that is too large', async () => {
    const [me, other] = [person(), person()];
    const cursor = (...keyset: string[]) => Buffer.from(JSON.stringify(keyset)).toString('base64url');
    const moment = '2026-01-31T12:00:00.000000Z';
    expect((await house.as(me).ask(homeFeedQuery, { after: cursor('home', me, moment, 'pst_1', 'pst_1') })).errors).toBeUndefined();
    for (const variables of [
      { after: 'nonsense' },
      { after: cursor('home', other, moment, 'pst_1', 'pst_1') },
      { after: cursor('other', me, moment, 'pst_1', 'pst_1') },
      { after: cursor('home', me, 'today', 'pst_1', 'pst_1') },
      { after: cursor('home', me, '0000-01-31T12:00:00.000000Z', 'pst_1', 'pst_1') },
      { after: cursor('home', me, '2026-02-31T12:00:00.000000Z', 'pst_1', 'pst_1') },
      { first: 0 },
      { first: 101 },
    ]) {
      const { errors } = await house.as(me).ask(homeFeedQuery, variables);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
