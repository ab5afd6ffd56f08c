import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '@ejazz/platform/http/body';
import { createHttpServer, type HttpServer, type Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import type { Logger } from '@ejazz/platform/log/logger';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { z } from 'zod';
import type { Caused } from './cause-event';
import type { MovedClock } from './moved-clock';

export interface ControlOptions {
  readonly port: number;
  readonly key: string;
  readonly clock: MovedClock;
  readonly log: Logger;
  readonly cause: (name: string, payload: unknown) => Promise<Caused>;
  readonly reset: () => Promise<void>;
}

const century = 3_200_000_000;
const clockBody = z.xor([z.strictObject({ now: z.iso.datetime() }), z.strictObject({ advanceSeconds: z.number().min(-century).max(century) })]);
const eventBody = z.strictObject({ name: z.string(), payload: z.unknown() });
const nothing = z.strictObject({});

/** How tests move a world's clock, cause events in it, and put it back: JSON over HTTP on loopback, for whoever has the key. */
export function createControl({ port, key, clock, log, cause, reset }: ControlOptions): HttpServer {
  const time = () => ({ now: clock.now().toISOString(), aheadSeconds: clock.ahead / 1_000 });
  let last = Promise.resolve();
  /** One change after another: an event waits for the reset before it. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  };
  return createHttpServer({
    name: 'control',
    host: '127.0.0.1',
    port,
    portSetting: '--port',
    metrics: createMetrics('control', { processFigures: false }),
    log,
    routes: [
      { path: '/clock', methods: ['GET'], handle: guarded(key, (_request, response) => respond(response, 200, time())) },
      route({
        path: '/clock',
        key,
        shape: clockBody,
        wanted: '{ "now": "2026-01-31T12:00:00Z" } or { "advanceSeconds": 3600 }',
        work: async (change) => {
          if ('now' in change) clock.set(new Date(change.now));
          else clock.advance(change.advanceSeconds * 1_000);
          return { status: 200, body: time() };
        },
      }),
      route({
        path: '/events',
        key,
        shape: eventBody,
        wanted: '{ "name": "user.follow-changed", "payload": { … } }; docs/events.md lists them',
        work: async ({ name, payload }) => {
          const { status, ...body } = await inTurn(() => cause(name, payload));
          return { status, body };
        },
      }),
      route({
        path: '/reset',
        key,
        shape: nothing,
        wanted: 'empty',
        work: async () => {
          await inTurn(reset);
          return { status: 200, body: time() };
        },
      }),
    ],
  });
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

interface ControlRoute<T> {
  readonly path: string;
  readonly key: string;
  readonly shape: z.ZodType<T>;
  /** The shape in words. */
  readonly wanted: string;
  readonly work: (body: T) => Promise<{ readonly status: number; readonly body: object }>;
}

function route<T>({ path, key, shape, wanted, work }: ControlRoute<T>): Route {
  const handle: Handle = async (request, response) => {
    const parsed = shape.safeParse(readJson(await readBody(request, 1_000_000)));
    if (!parsed.success) return respond(response, 400, { error: `The body is ${wanted}.` });
    const { status, body } = await work(parsed.data);
    respond(response, status, body);
  };
  return { path, methods: ['POST'], handle: guarded(key, handle) };
}

const guarded =
  (key: string, handle: Handle): Handle =>
  (request, response) =>
    isKey(request.headers.authorization, key)
      ? handle(request, response)
      : respond(response, 401, { error: 'Send authorization: Bearer <key>, as npm run world -- create has printed it.' });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isKey = (header: string | undefined, key: string): boolean => timingSafeEqual(digest(header ?? ''), digest(`Bearer ${key}`));

/** An absent body is an empty object; what is no JSON becomes undefined, which no shape allows. */
function readJson(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
