import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@ejazz/platform/log/logger';
import { anonymous } from '@ejazz/platform/viewer/viewer';
import { WebSocketServer } from 'ws';
import type { Resumable } from './resume';
import { createUpstreams, type UpstreamSink } from './upstreams';

const silently: UpstreamSink = { event: () => undefined, fail: () => undefined, end: () => undefined };
const resumable: Resumable = {
  field: 'ticked',
  query: 'subscription { ticked }',
  variables: () => ({}),
  note: (event) => event,
  cursor: () => undefined,
};

/** A subgraph that answers pings as told. */
async function startSubgraph(onPing: (pong: () => void) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  await once(server, 'listening');
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'ping') onPing(() => socket.send('{"type":"pong"}'));
    });
  });
  const upstreams = createUpstreams({
    urlOf: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    viewerToken: () => undefined,
    retries: 10,
    log: createLogger('test', 'silent'),
    patience: { ping: 10, pong: 20 },
  });
  const request = {
    subgraph: 'ticks',
    operationName: undefined,
    viewer: () => anonymous,
    requestId: 'test',
    trace: undefined,
    onResumed: () => undefined,
  };
  const release = upstreams.subscribe({ ...request, resumable }, silently);
  return {
    connections: () => connections,
    async stop() {
      release();
      await upstreams.stop();
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

test('a subgraph that answers no ping any more is connected to anew', async () => {
  const subgraph = await new Promise<Awaited<ReturnType<typeof startSubgraph>>>((resolve) => {
    let pings = 0;
    const started = startSubgraph(() => {
      pings += 1;
      if (pings === 2) resolve(started);
    });
  });
  expect(subgraph.connections()).toBe(2);
  await subgraph.stop();
});

test('one whose answer has come while this process was busy is not', async () => {
  const subgraph = await new Promise<Awaited<ReturnType<typeof startSubgraph>>>((resolve) => {
    let pings = 0;
    const started = startSubgraph((pong) => {
      pong();
      const busyUntil = performance.now() + 50;
      while (performance.now() < busyUntil);
      pings += 1;
      if (pings === 4) resolve(started);
    });
  });
  expect(subgraph.connections()).toBe(1);
  await subgraph.stop();
});
