import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NotificationReceivedDocument } from '@ejazz/client/documents';
import { createLiveClient, type LiveClient } from '@ejazz/client/live';
import { eventually } from '@ejazz/testing/eventually';
import { WebSocket, WebSocketServer } from 'ws';

/** An endpoint that tells one event a subscription, then refuses it with the next of these codes. */
const codes: string[] = [];
/** `after` of each subscription that came. */
const asked: unknown[] = [];
let server: Server;
let live: LiveClient;

beforeAll(async () => {
  server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket) => {
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload?: { variables: { after?: string } } };
      if (type === 'connection_init') send({ type: 'connection_ack' });
      if (type !== 'subscribe') return;
      const cursor = String(asked.push(payload?.variables.after));
      send({ id, type: 'next', payload: { data: { notificationReceived: { __typename: 'NotificationReceived', cursor } } } });
      const code = codes.shift();
      if (code) send({ id, type: 'error', payload: [{ message: 'Refused.', extensions: { code } }] });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked.length = 0;
  live = createLiveClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, webSocketImpl: WebSocket });
});
afterEach(() => live.close());
afterAll(() => server.close());

it('goes on after the last event when it was refused for what passes', async () => {
  codes.push('SUBSCRIPTION_TOO_SLOW', 'SUBGRAPH_UNAVAILABLE', 'SERVICE_STOPPING');
  const told: string[] = [];
  live.subscribe(
    NotificationReceivedDocument,
    {},
    { next: ({ notificationReceived: { cursor } }) => told.push(cursor), error: (error) => told.push(error.message) },
  );
  await eventually(() => expect(asked).toEqual([undefined, '1', '2', '3']));
  await eventually(() => expect(told).toEqual(['1', '2', '3', '4']));
});

it('ends when it was refused for good', async () => {
  codes.push('FORBIDDEN');
  const error = await new Promise((resolve) => {
    live.subscribe(NotificationReceivedDocument, {}, { next: () => undefined, error: resolve });
  });
  expect(error).toMatchObject({ name: 'Faulty', faults: [{ extensions: { code: 'FORBIDDEN' } }] });
  expect(asked).toHaveLength(1);
});

it('asks no more once it is closed', async () => {
  codes.push('SUBGRAPH_UNAVAILABLE');
  let told = 0;
  const stop = live.subscribe(NotificationReceivedDocument, {}, { next: () => (told += 1) });
  await eventually(() => expect(codes).toEqual([]));
  stop();
  await new Promise((resolve) => live.subscribe(NotificationReceivedDocument, {}, { next: resolve }));
  expect(asked).toEqual([undefined, undefined]);
});
