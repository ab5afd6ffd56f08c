import { EventEmitter } from 'node:events';
import { createEventQueue } from '@ejazz/gateway/subscriptions/event-queue';
import { badInput } from '@ejazz/platform/errors/fault';
import type { RequestContext } from '@ejazz/platform/subgraph/request-context';
import { notification } from './people';
import { notificationFields } from './resolvers';

export interface Event {
  readonly __typename: string;
  readonly eventId: string;
  readonly cursor: string;
  readonly occurredAt: string;
}

/** The notification subgraph's log and who listens to it; it outlives a restart of the server, as a database would. */
export function createNotices() {
  const log: Event[] = [];
  const live = new EventEmitter().setMaxListeners(0);
  let subscribed = 0;

  const event = (index: number, type = 'NotificationReceived'): Event => ({
    __typename: type,
    eventId: `event-${index}`,
    cursor: `cursor-${index}`,
    occurredAt: '2026-01-31T12:00:00.000Z',
  });
  const sample = (kind: string): Event | null => {
    if (kind === 'BROKEN') throw badInput('kind', 'The event is broken.');
    if (kind === 'NOTHING') return null;
    return event(0, kind === 'GAP' ? 'NotificationGap' : 'NotificationReceived');
  };

  /** Written with the queue, not as an async generator: that one would not notice that its reader has left. */
  const source = <T>(from: readonly T[], follow?: (push: (value: T) => void) => () => void) => {
    const unfollow = follow?.((value) => queue.push(value));
    const queue = createEventQueue<T, T>({
      limit: Number.POSITIVE_INFINITY,
      answer: async (value) => value,
      onOverflow: () => undefined,
      onLeave: () => {
        subscribed -= 1;
        unfollow?.();
        live.emit('left');
      },
    });
    subscribed += 1;
    live.emit('subscribed');
    for (const value of from) queue.push(value);
    return queue;
  };
  const after = (cursor: string | undefined) =>
    source(log.slice(cursor === undefined ? log.length : Number(cursor.slice('cursor-'.length)) + 1), (push) => {
      live.on('event', push);
      return () => live.off('event', push);
    });

  return {
    /** Appends to the log. */
    publish() {
      const next = event(log.length);
      log.push(next);
      live.emit('event', next);
    },
    /** Resolves when that many subscriptions of the log are open. */
    async listeners(count: number) {
      while (subscribed !== count) await new Promise((resolve) => live.once('subscribed', resolve).once('left', resolve));
    },
    resolvers: {
      Query: {
        sample: (_: unknown, { kind }: { kind: string }) => sample(kind),
        maybe: (_: unknown, { kind }: { kind: string }) => sample(kind),
      },
      Subscription: {
        sample: { subscribe: (_: unknown, { kind }: { kind: string }) => source([kind]), resolve: sample },
        maybe: { subscribe: (_: unknown, { kind }: { kind: string }) => source([kind]), resolve: sample },
        notificationReceived: {
          subscribe: (_: unknown, args: { after?: string | null }) => {
            if (args.after && !args.after.startsWith('cursor-')) throw badInput('after', '"after" is not a cursor of this list.');
            return after(args.after ?? undefined);
          },
          resolve: (value: Event) => value,
        },
        flood: {
          subscribe: (_: unknown, { count, bytes }: { count: number; bytes: number }) => source(Array<string>(count).fill('x'.repeat(bytes))),
          resolve: (value: string) => value,
        },
        brief: {
          subscribe: async function* () {
            yield* [1, 2];
          },
          resolve: (value: number) => value,
        },
        refused: {
          subscribe: (_: unknown, _args: unknown, { viewer }: RequestContext) => {
            throw badInput('viewer', `refused to ${viewer.userId ?? 'a visitor'}`);
          },
        },
      },
      NotificationEvent: { __resolveType: ({ __typename }: Event) => __typename },
      NotificationReceived: { notification: () => notification, optional: () => notification, unreadNotificationCount: () => 3 },
      Notification: notificationFields,
      Subject: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    },
  };
}

export type Notices = ReturnType<typeof createNotices>;
