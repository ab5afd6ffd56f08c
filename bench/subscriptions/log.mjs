import { createEventQueue } from '@ejazz/gateway/subscriptions/event-queue';
import { tick } from './schema.mjs';

/** A log a topic, in memory; resolvers that follow it, and `emit`. */
export function createLog() {
  const counts = new Map();
  const followers = new Map();
  const follow = (topic, after) => {
    const queue = createEventQueue({
      limit: 100_000,
      answer: async (event) => event,
      onOverflow: () => undefined,
      onLeave: () => followers.get(topic)?.delete(queue),
    });
    const set = followers.get(topic) ?? new Set();
    followers.set(topic, set.add(queue));
    if (after !== undefined && after !== null) {
      for (let number = Number(after) + 1; number < (counts.get(topic) ?? 0); number += 1) queue.push(tick(topic, number));
    }
    return queue;
  };
  return {
    emit(topic) {
      const number = counts.get(topic) ?? 0;
      counts.set(topic, number + 1);
      for (const queue of followers.get(topic) ?? []) queue.push(tick(topic, number));
    },
    followers: () => [...followers.values()].reduce((sum, set) => sum + set.size, 0),
    resolvers: {
      Query: { tick: (_, { topic }) => tick(topic, 1) },
      Subscription: { ticked: { subscribe: (_, { topic, after }) => follow(topic, after), resolve: (event) => event } },
    },
  };
}
