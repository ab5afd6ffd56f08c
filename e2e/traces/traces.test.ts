import { Writable } from 'node:stream';
import { createLogger } from '@ejazz/platform/log/logger';
import { startHouse } from '@ejazz/testing/house';
import { type CollectedSpan, type Collector, startCollector } from '@ejazz/testing/traces/collector';
import { likeAndHear } from '@ejazz/testing/traces/like-and-hear';

let collector: Collector;
let like: CollectedSpan[];
let parentOf: (span: CollectedSpan | undefined) => CollectedSpan | undefined;

beforeAll(async () => {
  collector = await startCollector();
  const house = await startHouse({}, { otlpEndpoint: collector.endpoint });
  await likeAndHear(house.url, 1).finally(() => house.remove());
  const mutation = collector.spans.find(({ name }) => name === 'mutation LikePost');
  like = collector.spans.filter(({ traceId }) => traceId === mutation?.traceId);
  const byId = new Map(like.map((span) => [span.spanId, span]));
  parentOf = (span) => byId.get(span?.parentSpanId ?? '');
});
afterAll(() => collector?.stop());

const found = (service: string, name: string | RegExp) =>
  like.find((span) => span.service === `ejazz-${service}` && (typeof name === 'string' ? span.name === name : name.test(span.name)));

describe('the trace of one like', () => {
  it('goes from the client operation over the fetch and the request of the subgraph to each statement', () => {
    const statement = found('post', 'INSERT reaction');
    const request = parentOf(statement);
    expect(request?.name).toMatch(/^mutation LikePost__post/);
    expect(parentOf(request)).toMatchObject({ service: 'ejazz-gateway', name: 'fetch post' });
    expect(parentOf(parentOf(request))).toMatchObject({ service: 'ejazz-gateway', name: 'mutation LikePost', parentSpanId: undefined });
  });

  it('goes on from the event over the relay and the consumer to the event of the subscriber', () => {
    const emitted = found('post', 'emit post.reaction-changed');
    expect(parentOf(emitted)?.name).toMatch(/^mutation LikePost__post/);
    expect(parentOf(found('post', 'relay'))).toBe(emitted);
    const handled = found('notification', 'handle post.reaction-changed');
    expect(parentOf(handled)).toBe(emitted);
    expect(found('notification', 'INSERT notification')).toBeDefined();
    const told = found('notification', 'read log');
    expect(parentOf(told)).toBe(handled);
    expect(parentOf(found('gateway', 'subscription NotificationReceived'))).toBe(told);
  });

  it('tells statements without their values', () => {
    const texts = like.map(({ attributes }) => attributes['db.query.text']).filter((text) => typeof text === 'string');
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.join('\n')).not.toMatch(/(usr|pst)_\w{10}/);
  });

  it('carries the request id', () => {
    const ids = ['mutation LikePost', /^mutation LikePost__post/].map(
      (name) => (found('gateway', name) ?? found('post', name))?.attributes['ejazz.request_id'],
    );
    expect(ids[0]).toEqual(expect.any(String));
    expect(ids[1]).toBe(ids[0]);
    expect(found('notification', 'handle post.reaction-changed')?.attributes['ejazz.request_id']).toBe(ids[0]);
  });
});

it('makes no trace of looking for work that is not there', () => {
  expect(collector.spans.filter(({ name, parentSpanId }) => !parentSpanId && /^(relay|handle|SELECT|INSERT|UPDATE|BEGIN)/.test(name))).toEqual([]);
});

it('without a collector loads nothing of the exporter', () => {
  const { execFileSync } = jest.requireActual<typeof import('node:child_process')>('node:child_process');
  const script = `const { createTracing } = require('@ejazz/platform/tracing/tracing');
    createTracing('post', undefined).start().then(() => console.log(Object.keys(require.cache).filter((file) => /opentelemetry.(sdk|exporter|core|resources|context)/.test(file)).length))`;
  expect(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim()).toBe('0');
});

it('one request id is in the log lines of the gateway, the subgraph and the consumer of its event', async () => {
  const lines: { service: string; requestId?: string; names?: string[]; msg: string }[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(
        ...chunk
          .toString()
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      );
      done();
    },
  });
  const house = await startHouse({ log: createLogger('subgraphs', 'debug', sink), gateway: { log: createLogger('gateway', 'debug', sink) } });
  await likeAndHear(house.url, 1).finally(() => house.remove());
  const handled = lines.find(({ names }) => names?.includes('post.reaction-changed'));
  const ofRequest = lines.filter(({ requestId }) => requestId !== undefined && requestId === handled?.requestId);
  expect(ofRequest.map(({ service, msg }) => `${service}: ${msg}`)).toEqual(
    expect.arrayContaining(['gateway: request answered', 'subgraphs: request answered', 'subgraphs: events handled']),
  );
});
