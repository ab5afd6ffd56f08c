import { createClient } from 'graphql-ws';
import type { Operation } from '../graph/ask';
import type { Body } from '../graph/body';
import type { Session } from '../session/session';
import { endpoint } from '../settings';
import { createStore } from '../store';

export interface LiveEvent {
  readonly number: number;
  readonly at: Date;
  readonly body: Body;
}

export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'refused';

/** A subscription and what it brought. */
export interface Stream {
  readonly id: number;
  readonly name: string;
  readonly username: string | undefined;
  readonly state: StreamState;
  /** Why it was refused, or why it is connecting again. */
  readonly reason: string | undefined;
  /** Newest first; the oldest of very many are let go. */
  readonly events: readonly LiveEvent[];
  /** Of all that came. */
  readonly count: number;
  /** What came while paused, newest first; undefined when not paused. */
  readonly held: readonly LiveEvent[] | undefined;
}

const keptEvents = 200;

export const streams = createStore<readonly Stream[]>([]);
const stops = new Map<number, () => void>();
let lastId = 0;

const change = (id: number, by: (stream: Stream) => Partial<Stream>) =>
  streams.set((all) => all.map((stream) => (stream.id === id ? { ...stream, ...by(stream) } : stream)));

/** Subscribes as this person, over a websocket of its own: whoever the console is next, the stream stays theirs. */
export function startStream(operation: Operation, name: string, session: Session): void {
  lastId += 1;
  const id = lastId;
  const opened: Stream = {
    id,
    name,
    username: session.username,
    state: 'connecting',
    reason: undefined,
    events: [],
    count: 0,
    held: undefined,
  };
  streams.set((all) => [opened, ...all]);
  const client = createClient({
    url: endpoint.replace(/^http/, 'ws'),
    connectionParams: async () => {
      const token = await session.token();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on: {
      connected: () => change(id, () => ({ state: 'live', reason: undefined })),
      closed: (close) =>
        change(id, ({ state }) => (state === 'ended' || state === 'refused' ? {} : { state: 'reconnecting', reason: (close as CloseEvent).reason })),
    },
  });
  // The same object is sent when the connection comes back: it then asks from the last event on.
  const payload = { ...operation, variables: { ...operation.variables } as Record<string, unknown> };
  const resumes = /\$after\b/.test(operation.query);
  const unsubscribe = client.subscribe(payload as never, {
    next: (body) => {
      const { cursor } = (Object.values(body.data ?? {})[0] ?? {}) as { cursor?: unknown };
      if (resumes && typeof cursor === 'string') payload.variables.after = cursor;
      arrived(id, body as Body);
    },
    error: (error) => change(id, () => ({ state: 'refused', reason: reasonOf(error) })),
    complete: () => change(id, ({ state }) => (state === 'refused' ? {} : { state: 'ended' })),
  });
  stops.set(id, () => {
    change(id, () => ({ state: 'ended', reason: undefined }));
    unsubscribe();
    void client.dispose();
  });
}

function arrived(id: number, body: Body): void {
  change(id, ({ events, held, count }) => {
    const event = { number: count + 1, at: new Date(), body };
    const add = (to: readonly LiveEvent[]) => [event, ...to].slice(0, keptEvents);
    return { count: count + 1, ...(held ? { held: add(held) } : { events: add(events) }) };
  });
}

/** What comes while paused is shown when the stream goes on. */
export const togglePause = (id: number): void =>
  change(id, ({ events, held }) => (held ? { held: undefined, events: [...held, ...events].slice(0, keptEvents) } : { held: [] }));

export const clear = (id: number): void => change(id, ({ held }) => ({ events: [], count: 0, held: held && [] }));

export const stop = (id: number): void => stops.get(id)?.();

/** Stops it, and forgets what it brought. */
export function remove(id: number): void {
  stop(id);
  stops.delete(id);
  streams.set((all) => all.filter((stream) => stream.id !== id));
}

function reasonOf(error: unknown): string {
  if (Array.isArray(error)) return error.map(({ message }: { message: string }) => message).join(' ');
  if (error instanceof CloseEvent) return error.reason || `The connection was closed (${error.code}).`;
  return error instanceof Error ? error.message : 'The connection failed.';
}
