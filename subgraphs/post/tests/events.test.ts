import { mediaDeleted, mediaReady } from '@ejazz/events/media';
import { followChanged } from '@ejazz/events/user';
import type { EventDefinition, PayloadOf } from '@ejazz/platform/events/define-event';
import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import { createPost } from '../src/domain/create-post';
import { onFollowChanged } from '../src/events/follow-changed';
import { onMediaDeleted } from '../src/events/media-deleted';
import { onMediaReady } from '../src/events/media-ready';
import { type PostHouse, person, startPostService } from './post-service';

let house: PostHouse;
beforeAll(async () => {
  house = await startPostService();
});
afterAll(() => house.stop());

const received = <E extends EventDefinition>({ name, version }: E, payload: PayloadOf<E>): Received<E> => ({
  id: newId('evt'),
  name,
  version,
  payload,
  requestId: 'test',
  occurredAt: new Date(),
});

const [followerId, followeeId] = [person(), person()];
const change = (version: number, following: boolean, other = followeeId) =>
  received(followChanged, { followerId, followeeId: other, following, version, changedAt: new Date().toISOString() });
const handleFollows = (events: Received[]) => house.deps.transact((unit) => onFollowChanged.handle(events, { ...unit, deps: house.deps }));
const state = () => house.deps.db.follow.findMany({ where: { followeeId }, select: { active: true, version: true } });

test('the latest version of a following counts, in whatever order and however often it comes', async () => {
  await handleFollows([change(2, false)]);
  await handleFollows([change(1, true)]);
  expect(await state()).toEqual([{ active: false, version: 2 }]);
  await handleFollows([change(5, true), change(3, true), change(4, false)]);
  await handleFollows([change(4, false), change(5, true)]);
  expect(await state()).toEqual([{ active: true, version: 5 }]);
});

test('a batch of events is one statement, however many there are', async () => {
  const people = Array.from({ length: 100 }, person);
  await handleFollows(people.map((other) => change(1, true, other)));
  expect(await house.deps.db.follow.count({ where: { followerId, followeeId: { in: people } } })).toBe(100);
});

test('media that are told twice are known once', async () => {
  const payload = { mediaId: newId('med'), ownerId: person(), width: 10, height: 10, version: 1 };
  const events = [received(mediaReady, payload), received(mediaReady, payload)];
  for (const _time of [1, 2]) await house.deps.transact((unit) => onMediaReady.handle(events, { ...unit, deps: house.deps }));
  const { mediaId, ownerId } = payload;
  expect(await house.deps.db.readyMedia.findMany({ where: { mediaId } })).toEqual([{ mediaId, ownerId, deleted: false }]);
});

test('media that are deleted stay so, whichever is told first', async () => {
  const ownerId = person();
  const [before, after] = [newId('med'), newId('med')];
  const ready = (mediaId: string) => received(mediaReady, { mediaId, ownerId, width: 10, height: 10, version: 3 });
  const tell = (handler: typeof onMediaReady, ...events: Received[]) =>
    house.deps.transact((unit) => handler.handle(events, { ...unit, deps: house.deps }));
  await tell(onMediaReady, ready(before));
  await tell(onMediaDeleted, ...[before, after, after].map((mediaId) => received(mediaDeleted, { mediaId, ownerId, version: 4 })));
  await tell(onMediaReady, ready(after));
  for (const mediaId of [before, after]) {
    const refused = await createPost(house.deps, ownerId, { text: '', mediaIds: [mediaId] });
    expect(refused.userErrors).toMatchObject([{ code: 'MEDIA_NOT_FOUND' }]);
  }
});
