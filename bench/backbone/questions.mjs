import ids from '@ejazz/platform/ids/id';
import posts from '@ejazz/post/domain/create-post';
import changes from '@ejazz/post/domain/reactions/change-reactions';
import likes from '@ejazz/post/domain/reactions/react';
import operations from '@ejazz/testing/operations';
import people from '@ejazz/testing/people';
import { median, quantile, rate } from '../measure.mjs';

const { newId } = ids;

async function writePosts({ post }, authorId, count) {
  const made = [];
  for (let index = 0; index < count; index += 1) {
    const outcome = await posts.createPost(post.deps, authorId, { text: `Post ${index}` });
    made.push(outcome.value?.id);
  }
  return made;
}

/** Milliseconds from the acknowledged commit of a like to its notification committed at the other service, one after the other. */
export async function commitToEffect(house, count) {
  const authorId = newId('usr');
  const [postId] = await writePosts(house, authorId, 1);
  // Notifications publish a hint as soon as they are committed; how long that travels is no part of this.
  const { pubsub } = house.notification.deps;
  const publish = pubsub.publish;
  const times = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const effect = new Promise((resolve) => {
        pubsub.publish = (...hint) => {
          resolve(performance.now());
          return publish(...hint);
        };
      });
      await likes.likePost(house.post.deps, newId('usr'), postId);
      const committed = performance.now();
      times.push((await effect) - committed);
    }
  } finally {
    pubsub.publish = publish;
  }
  return { median: median(times), p95: quantile(times, 0.95) };
}

/** Seconds until so many likes, written by the hundred, have all had their effects and are acknowledged. */
export async function likesSettle(house, count) {
  const authors = Array.from({ length: 20 }, () => newId('usr'));
  const made = (await Promise.all(authors.map((authorId) => writePosts(house, authorId, 2)))).flat();
  await house.post.backbone.settled();
  const each = count / made.length;
  const begun = performance.now();
  const batches = made.flatMap((postId) => Array.from({ length: each / 100 }, () => postId));
  await rate(batches.length, 4, (index) =>
    house.post.deps.transact((unit) =>
      changes.giveReactions(
        unit,
        house.post.deps.pubsub,
        Array.from({ length: 100 }, () => ({ subjectId: batches[index], actorId: newId('usr'), kind: 'LIKE', reactedAt: new Date() })),
      ),
    ),
  );
  const committed = performance.now();
  await house.post.backbone.settled({ timeoutMs: 120_000 });
  return { committed: (committed - begun) / 1000, settled: (performance.now() - begun) / 1000 };
}

/** Milliseconds from the answer to a like mutation to its event, actor and post joined, on the author's websocket. */
export async function acknowledgedToWebsocket(house, count) {
  const [author, fan] = await Promise.all([people.signUp(house.url, 'author'), people.signUp(house.url, 'fan')]);
  const made = await writePosts(house, author.id, count);
  await house.post.backbone.settled();
  const { viewer } = await author.data(operations.operation('Notifications'), { first: 1 });
  const live = author.subscribe(operations.operation('NotificationReceived'), { after: viewer.notifications.liveCursor });
  const times = [];
  for (const id of made) {
    const arrived = live.next().then(({ notificationReceived: { notification } }) => {
      if (!notification.actor.username || notification.post.id !== id) throw new Error('The event is not joined.');
      return performance.now();
    });
    await fan.data(operations.operation('LikePost'), { id });
    const acknowledged = performance.now();
    times.push((await arrived) - acknowledged);
  }
  await live.stop();
  await Promise.all([author.close(), fan.close()]);
  // The first ones warm up.
  const warm = times.slice(Math.floor(count / 5));
  return { median: median(warm), p95: quantile(warm, 0.95) };
}

/** Resolves when every event has been handed to the bus. */
export async function allSent({ post }) {
  for (;;) {
    const [{ left }] = await post.deps.db.$queryRawUnsafe('SELECT count(*)::int AS left FROM outbox WHERE sent_at IS NULL');
    if (left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Commits a second of the same likes with the outbox and without it, in turns, and the ratio; `rest` waits after each round. */
export async function outboxCost(house, { rounds, perRound, rest }) {
  const { db, transact, ...deps } = house.post.deps;
  const made = await writePosts(house, newId('usr'), 50);
  const without = { ...deps, transact: (work) => db.$transaction((tx) => work({ tx, emit() {}, afterCommit: (effect) => void effect() })) };
  const like = (deps) => (index) => likes.likePost(deps, newId('usr'), made[index % made.length]);
  const ratios = [];
  const rates = { with: [], without: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await rate(perRound, 5, like(without));
    const whole = await rate(perRound, 5, like({ ...deps, transact }));
    await rest();
    // The first round warms up.
    if (round === 0) continue;
    rates.without.push(bare);
    rates.with.push(whole);
    ratios.push(whole / bare);
  }
  return { without: median(rates.without), with: median(rates.with), ratio: median(ratios) };
}
