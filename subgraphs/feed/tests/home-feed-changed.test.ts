import { newId } from '@ejazz/platform/ids/id';
import { deletes, type FeedHouse, follows, person, publishes, startFeedService } from './feed-service';

let house: FeedHouse;
beforeAll(async () => {
  house = await startFeedService();
});
afterAll(() => house.stop());

const changed = 'subscription Changed($since: String!) { homeFeedChanged(since: $since) { newPostCount latestAuthors { id } } }';
const liveCursor = async (userId: string): Promise<string> =>
  (await house.as(userId).ask('{ viewer { homeFeed { liveCursor } } }')).data.viewer.homeFeed.liveCursor;
const news = (newPostCount: number, ...authors: string[]) => ({ newPostCount, latestAuthors: authors.map((id) => ({ id })) });

test('tells how many posts of others came since the feed was read, and who wrote the latest', async () => {
  const [me, ann, ben] = [person(), person(), person()];
  await house.tell(follows(me, ann), follows(me, ben), publishes(ann));
  const since = await liveCursor(me);
  const states = house.as(me).subscribe(changed, { since });
  expect(await states.next()).toEqual(news(0));
  await house.tell(publishes(ann), publishes(me), publishes(person()));
  expect(await states.next()).toEqual(news(1, ann));
  await house.tell(publishes(ben));
  expect(await states.next()).toEqual(news(2, ben, ann));
  const again = house.as(me).subscribe(changed, { since });
  expect(await again.next()).toEqual(news(2, ben, ann));
  await Promise.all([states.stop(), again.stop()]);
});

test('what is deleted, or of a person one follows no longer, is news no more', async () => {
  const [me, ann, ben] = [person(), person(), person()];
  await house.tell(follows(me, ann), follows(me, ben));
  const states = house.as(me).subscribe(changed, { since: await liveCursor(me) });
  await states.next();
  const gone = newId('pst');
  await house.tell(publishes(ann, gone), publishes(ben));
  expect(await states.next()).toEqual(news(2, ben, ann));
  await house.tell(deletes(ann, gone));
  expect(await states.next()).toEqual(news(1, ben));
  await house.tell(follows(me, ben, 2, false));
  expect(await states.next()).toEqual(news(0));
  await states.stop();
});

test('tells each reader their own news, and counts at most 100', async () => {
  const [ann, ...readers] = [person(), person(), person()] as const;
  for (const reader of readers) await house.tell(follows(reader, ann));
  const states = await Promise.all(
    readers.map(async (reader) => {
      const events = house.as(reader).subscribe(changed, { since: await liveCursor(reader) });
      await events.next();
      return events;
    }),
  );
  await house.tell(...Array.from({ length: 130 }, () => publishes(ann)));
  for (const events of states) expect(await events.next()).toEqual(news(100, ann));
  await Promise.all(states.map((events) => events.stop()));
});

test('a cursor that is none is told to be so; nobody reads without being signed in', async () => {
  await expect(house.as(person()).subscribe(changed, { since: 'nonsense' }).next()).rejects.toThrow('BAD_USER_INPUT');
  await expect(house.as(undefined).subscribe(changed, { since: 'nonsense' }).next()).rejects.toThrow('UNAUTHENTICATED');
});
