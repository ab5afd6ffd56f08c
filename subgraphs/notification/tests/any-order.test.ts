import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';
import fc from 'fast-check';
import { markRead } from '../src/domain/mark-read';
import { openNotificationLog } from '../src/domain/notification-log';
import { type NotificationHouse, person, startNotificationService } from './notification-service';
import { comments, deletes, follows, likes, type Post, postOf, uncomments } from './world';

let house: NotificationHouse;
beforeAll(async () => {
  house = await startNotificationService();
});
afterAll(() => house.stop());

/** What happens in a small world, by number of person, post and comment. */
interface Deed {
  readonly kind: 'follow' | 'like' | 'comment' | 'uncomment' | 'delete';
  readonly actor: number;
  readonly target: number;
}

const people = 3;
const deeds = fc.array(
  fc.record<Deed>({
    kind: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('follow', 'like') },
      { weight: 2, arbitrary: fc.constantFrom('comment', 'uncomment') },
      fc.constant('delete'),
    ),
    actor: fc.nat(people - 1),
    target: fc.nat(people - 1),
  }),
  { minLength: 1, maxLength: 25, size: 'max' },
);

/** How the events come: each by its place in a shuffle, some twice, in batches, with readings in between. */
const deliveries = fc.record({
  order: fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
  again: fc.array(fc.nat(), { maxLength: 6, size: 'max' }),
  batches: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 30 }),
  reads: fc.array(fc.constantFrom('none', 'upTo', 'ids'), { minLength: 30, maxLength: 30 }),
});

/** Plays the deeds in a world of its own: what is told of them, and who should be left with which notifications. */
function play(history: readonly Deed[]) {
  const who = Array.from({ length: people }, person);
  const posts: Post[] = who.map(postOf);
  const state = new Map<string, { version: number; active: boolean }>();
  const written: { post: number; id: string; actor: number }[] = [];
  const gone = new Set<string>();
  const events: Received[] = [];
  for (const { kind, actor, target } of history) {
    const [me, you, post] = [who[actor] as string, who[target] as string, posts[target] as Post];
    if (kind === 'comment') {
      const id = newId('cmt');
      written.push({ post: target, id, actor });
      events.push(comments(me, post, id));
    } else if (kind === 'uncomment') {
      const comment = written.find(({ id, post: below }) => below === target && !gone.has(id));
      if (comment) {
        gone.add(comment.id);
        events.push(uncomments(post, comment.id));
      }
    } else if (kind === 'delete') {
      gone.add(post.postId);
      events.push(deletes(post));
    } else if (actor !== target) {
      const key = kind === 'follow' ? `FOLLOW ${me} ${you}` : `REACTION ${me} ${post.postId}`;
      const before = state.get(key) ?? { version: 0, active: false };
      const now = { version: before.version + 1, active: !before.active };
      state.set(key, now);
      events.push(kind === 'follow' ? follows(me, you, now.version, now.active) : likes(me, post, now.version, now.active));
    }
  }
  const left = [...state].filter(([key, { active }]) => active && !gone.has(key.split(' ')[2] as string)).map(([key]) => key);
  const standing = written.filter(({ post, id, actor }) => actor !== post && !gone.has(id) && !gone.has(posts[post]?.postId as string));
  return { who, events, expected: [...left, ...standing.map(({ id, actor }) => `COMMENT ${who[actor]} ${id}`)].sort() };
}

async function checkCounters(who: readonly string[]): Promise<void> {
  const wrong = await house.deps.db.$queryRaw`
    SELECT user_id, unread_count, last_position FROM recipient
    JOIN LATERAL (
      SELECT count(*) FILTER (WHERE withdrawn_at IS NULL AND read_at IS NULL) AS unread, count(position) AS told,
             coalesce(min(position), 1) AS first, coalesce(max(position), 0) AS last
      FROM notification WHERE recipient_id = user_id
    ) AS stored ON true
    WHERE user_id = ANY(${[...who]}::text[]) AND NOT (unread_count = unread AND last_position = told AND first = 1 AND last = told)`;
  expect(wrong).toEqual([]);
}

const visible = (recipientId: string, beyond: bigint) =>
  house.deps.db.notification.findMany({ where: { recipientId, withdrawnAt: null, position: { gt: beyond } }, orderBy: { position: 'asc' } });

async function readSome(recipientId: string, how: 'none' | 'upTo' | 'ids'): Promise<void> {
  const rows = await visible(recipientId, 0n);
  const middle = rows[Math.floor(rows.length / 2)];
  if (how === 'none' || !middle) return;
  const { userErrors } = await markRead(house.deps, recipientId, how === 'upTo' ? { upTo: middle.id } : { ids: [middle.id] });
  expect(userErrors).toEqual([]);
}

test('in whatever order events come and however often: counters fit, positions have no gap, the log is complete, the end is right', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, deliveries, async (history, { order, again, batches, reads }) => {
      const { who, events, expected } = play(history);
      const shuffled = events.map((event, index) => ({ event, place: order[index] ?? 0 })).sort((a, b) => a.place - b.place);
      // Under another event id, as a producer that states anew what it knows: the inbox does not help.
      const repeated = again
        .flatMap((index) => events.slice(index % Math.max(events.length, 1)).slice(0, 1))
        .map((event) => ({ ...event, id: newId('evt') }));
      const waiting = [...shuffled.map(({ event }) => event), ...repeated];
      const subscribers = await Promise.all(who.map(async (id) => ({ id, last: 0n, log: await openNotificationLog(house.deps, id, undefined) })));
      for (let round = 0; waiting.length > 0; round += 1) {
        await house.tell(...waiting.splice(0, batches[round]));
        await readSome(who[round % people] as string, reads[round] ?? 'none');
        await checkCounters(who);
        for (const subscriber of subscribers) {
          for (const { id, position } of await visible(subscriber.id, subscriber.last)) {
            expect((await subscriber.log.next()).value).toMatchObject({ kind: 'received', eventId: id });
            subscriber.last = position ?? 0n;
          }
        }
      }
      const stored = await house.deps.db.notification.findMany({ where: { recipientId: { in: who }, withdrawnAt: null } });
      expect(stored.map(({ kind, actorId, subjectId }) => `${kind} ${actorId} ${subjectId}`).sort()).toEqual(expected);
      // Nothing beyond what was expected is on its way to anybody: the next is what happens next.
      for (const { id, log } of subscribers) {
        const last = follows(person(), id);
        await house.tell(last);
        expect((await log.next()).value).toMatchObject({ notification: { actorId: (last.payload as { followerId: string }).followerId } });
        await log.return();
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('many batches at once, of all kinds and for the same people, neither wait in a circle nor lose count', async () => {
  const who = Array.from({ length: 6 }, person);
  const posts = who.map(postOf);
  const logs = await Promise.all(who.map((id) => openNotificationLog(house.deps, id, undefined)));
  const batches = Array.from({ length: 24 }, (_, batch) =>
    Array.from({ length: 40 }, (_unused, index) => {
      const post = posts[(index * 7 + batch) % posts.length] as Post;
      return index % 2 === batch % 2 ? likes(person(), post) : comments(person(), post);
    }),
  );
  await Promise.all(batches.map((batch) => house.tell(...batch)));
  const [counted] = await house.deps.db.$queryRaw<{ deadlocks: bigint }[]>`
    SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  expect(counted?.deadlocks).toBe(0n);
  await checkCounters(who);
  for (const [index, log] of logs.entries()) {
    for (const { id } of await visible(who[index] as string, 0n)) expect((await log.next()).value).toMatchObject({ eventId: id });
    await log.return();
  }
});
