import { newId } from '@ejazz/platform/ids/id';
import { account, blocks, deletes, type FeedHouse, follows, mutes, person, publishes, reposts, startFeedService } from './feed-service';

let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService();
});
afterAll(() => house.stop());

/** A reader, whom they follow, and a stranger's public post that this person has passed on. */
async function passedOn() {
  const [reader, friend, stranger, id] = [person(), person(), person(), newId('pst')];
  await house.tell(follows(reader, friend), publishes(stranger, id), reposts(friend, id, stranger));
  return { reader, friend, stranger, id };
}

test('what somebody one follows passes on is in the feed, with who did', async () => {
  const { reader, friend, id } = await passedOn();
  expect(await house.page(reader)).toMatchObject({ ids: [id], reasons: ['REPOST'], repostedBy: [[friend]] });
  expect((await house.page(friend)).ids).toEqual([]);
});

test('a post stands in the feed once, however many pass it on, and where it stood first', async () => {
  const { reader, friend, stranger, id } = await passedOn();
  const [other, between] = [person(), newId('pst')];
  await house.tell(follows(reader, other), publishes(other, between));
  const before = await house.page(reader);
  await house.tell(reposts(other, id, stranger, { after: 5 }), reposts(friend, between, other, { after: 6 }));
  const after = await house.page(reader);
  expect(after.ids).toEqual(before.ids);
  expect(after.ids).toHaveLength(2);
  const [ofPost, ofBetween] = [after.ids.indexOf(id), after.ids.indexOf(between)];
  expect([after.reasons[ofPost], after.repostedBy[ofPost]]).toEqual(['REPOST', [other, friend]]);
  expect([after.reasons[ofBetween], after.repostedBy[ofBetween]]).toEqual(['FOLLOWING', [friend]]);
});

test('it stands where it was passed on among posts of that time, page by page', async () => {
  const { reader, friend, stranger } = await passedOn();
  const ids = [newId('pst'), newId('pst'), newId('pst')];
  const [one = '', two = '', three = ''] = ids;
  for (const id of ids) await house.tell(publishes(stranger, id));
  await house.tell(
    reposts(friend, two, stranger, { after: 30 }),
    reposts(friend, three, stranger, { after: 20 }),
    reposts(friend, one, stranger, { after: 40 }),
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await house.page(reader, 1, after);
    seen.push(...page.ids);
    after = page.next;
  } while (after);
  expect(seen.slice(0, 3)).toEqual([one, two, three]);
  expect(new Set(seen).size).toBe(4);
});

test.each([
  ['the repost is taken back', ({ friend, id, stranger }) => [reposts(friend, id, stranger, { version: 2, reposted: false })]],
  ['one follows who passed it on no longer', ({ reader, friend }) => [follows(reader, friend, 2, false)]],
  ['its author is blocked', ({ reader, stranger }) => [blocks(reader, stranger)]],
  ['its author blocks', ({ reader, stranger }) => [blocks(stranger, reader)]],
  ['its author is muted', ({ reader, stranger }) => [mutes(reader, stranger)]],
  ['who passed it on is muted', ({ reader, friend }) => [mutes(reader, friend)]],
  ['its author is private', ({ stranger }) => [account(stranger, 'ACTIVE', 1, true)]],
  ['its author is gone', ({ stranger }) => [account(stranger, 'DELETED')]],
  ['it is for followers now', ({ stranger, id }) => [publishes(stranger, id, 'FOLLOWERS', 2)]],
  ['it is deleted', ({ stranger, id }) => [deletes(stranger, id)]],
] as [string, (world: Awaited<ReturnType<typeof passedOn>>) => Parameters<FeedHouse['tell']>][])(
  'it is gone at once when %s',
  async (_what, change) => {
    const world = await passedOn();
    await house.tell(...change(world));
    expect((await house.page(world.reader)).ids).toEqual([]);
  },
);

test('it stays when one ceases to follow its author, while somebody one follows passes it on', async () => {
  const { reader, stranger, id } = await passedOn();
  await house.tell(follows(reader, stranger));
  expect((await house.page(reader)).reasons).toEqual(['FOLLOWING']);
  await house.tell(follows(reader, stranger, 2, false));
  expect(await house.page(reader)).toMatchObject({ ids: [id], reasons: ['REPOST'] });
});

test('the order in which things are heard of makes no difference', async () => {
  const [reader, friend, stranger, id] = [person(), person(), person(), newId('pst')];
  const happened = [
    reposts(friend, id, stranger, { version: 3 }),
    publishes(stranger, id),
    follows(reader, friend),
    reposts(friend, id, stranger, { version: 2, reposted: false }),
  ];
  for (const event of happened) await house.tell(event);
  expect((await house.page(reader)).ids).toEqual([id]);
  const gone = newId('pst');
  await house.tell(deletes(stranger, gone));
  await house.tell(reposts(friend, gone, stranger), publishes(stranger, gone));
  expect((await house.page(reader)).ids).toEqual([id]);
});
