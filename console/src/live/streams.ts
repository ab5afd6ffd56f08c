import { createLiveClient } from '@ejazz/client/live';
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
  /** Why it was refused. */
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
  const opening = openLive(id, operation, session).catch((error: unknown) => {
    change(id, () => ({ state: 'refused', reason: messageOf(error) }));
    return () => undefined;
  });
  stops.set(id, () => {
    change(id, ({ state }) => (state === 'refused' ? {} : { state: 'ended', reason: undefined }));
    void opening.then((close) => close());
  });
}

/** The client's own live connection: it comes back by itself, and goes on after the last event seen. */
async function openLive(id: number, { query, operationName, variables }: Operation, session: Session): Promise<() => void> {
  await session.token();
  const client = createLiveClient({ url: endpoint, session: session.held });
  client.onConnected((connected) => change(id, ({ state }) => (running(state) ? { state: connected ? 'live' : 'reconnecting' } : {})));
  client.forward(
    { query, operationName, variables: variables ?? {} },
    {
      next: (body) => arrived(id, body as Body),
      error: (error) => change(id, () => ({ state: 'refused', reason: messageOf(error) })),
      complete: () => change(id, ({ state }) => (running(state) ? { state: 'ended' } : {})),
    },
  );
  return client.close;
}

const running = (state: StreamState) => state !== 'ended' && state !== 'refused';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'The connection failed.');

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
