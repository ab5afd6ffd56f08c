import { WebSocket } from 'ws';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph();
});
afterAll(() => graph.stop());

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** The protocol as it is on the wire. */
function wire(protocol: string | string[] = 'graphql-transport-ws') {
  const socket = new WebSocket(graph.url.replace('http', 'ws'), protocol);
  const inbox: Message[] = [];
  let wake = () => {};
  socket.on('message', (data) => {
    inbox.push(JSON.parse(String(data)) as Message);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  const opened = new Promise((resolve) => socket.once('open', resolve));
  const next = async (): Promise<Message> => {
    while (inbox.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return inbox.shift() as Message;
  };
  const send = (message: object | string) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return { socket, opened, closed, next, send };
}

async function acknowledged() {
  const connection = wire();
  await connection.opened;
  connection.send({ type: 'connection_init' });
  expect(await connection.next()).toEqual({ type: 'connection_ack' });
  return connection;
}
const subscribe = (id: string, query: string, rest: object = {}) => ({ id, type: 'subscribe', payload: { query, ...rest } });
const endless = 'subscription { notificationReceived { eventId } }';

test('no subprotocol of ours is refused with 4406, of several ours is taken', async () => {
  expect((await wire([]).closed).code).toBe(4406);
  const { socket, opened } = wire(['graphql-ws', 'graphql-transport-ws']);
  await opened;
  expect(socket.protocol).toBe('graphql-transport-ws');
  socket.close();
});

test.each([
  ['no JSON', '{'],
  ['no object', '7'],
  ['without a type', '{}'],
  ['of an unknown type', '{"type":"start","id":"1"}'],
  ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ posts { id } }"}}'],
  ['a subscribe without a query', '{"type":"subscribe","id":"1","payload":{}}'],
  ['a subscribe whose variables are no object', '{"type":"subscribe","id":"1","payload":{"query":"{ posts { id } }","variables":"x"}}'],
  ['an init whose payload is no object', '{"type":"connection_init","payload":"x"}'],
  ['a message only servers send', '{"type":"connection_ack"}'],
])('a message that is %s closes with 4400', async (_name, text) => {
  const connection = wire();
  await connection.opened;
  connection.send(text);
  expect((await connection.closed).code).toBe(4400);
});

test('subscribing before the acknowledgement closes with 4401', async () => {
  const connection = wire();
  await connection.opened;
  connection.send(subscribe('1', '{ posts { id } }'));
  expect(await connection.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
});

test('a second connection_init closes with 4429', async () => {
  const connection = await acknowledged();
  connection.send({ type: 'connection_init' });
  expect(await connection.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
});

test('an id in use closes with 4409; an id that is done may be used again', async () => {
  const connection = await acknowledged();
  for (const round of [1, 2]) {
    connection.send(subscribe('again', '{ posts { text } }', { variables: { round } }));
    expect(await connection.next()).toMatchObject({ id: 'again', type: 'next' });
    expect(await connection.next()).toEqual({ id: 'again', type: 'complete' });
  }
  connection.send(subscribe('one', endless));
  connection.send(subscribe('one', endless));
  expect(await connection.closed).toEqual({ code: 4409, reason: 'Subscriber for one already exists' });
});

test('pings are answered with their payload, also before the acknowledgement', async () => {
  const connection = wire();
  await connection.opened;
  connection.send({ type: 'ping' });
  expect(await connection.next()).toEqual({ type: 'pong' });
  connection.send({ type: 'ping', payload: { here: 'am I' } });
  expect(await connection.next()).toEqual({ type: 'pong', payload: { here: 'am I' } });
  connection.send({ type: 'pong' });
  connection.send({ type: 'connection_init', payload: {} });
  expect(await connection.next()).toEqual({ type: 'connection_ack' });
  connection.socket.close();
});

test('an operation that cannot be run is one error message, and nothing follows', async () => {
  const connection = await acknowledged();
  for (const query of ['{', '{ nonsense }', 'subscription { nonsense }', 'query A { posts { id } } query B { posts { id } }']) {
    connection.send(subscribe('bad', query));
    expect(await connection.next()).toEqual({ id: 'bad', type: 'error', payload: [expect.objectContaining({ message: expect.any(String) })] });
  }
  connection.send(subscribe('good', '{ posts { text } }'));
  expect(await connection.next()).toMatchObject({ id: 'good', type: 'next' });
  connection.socket.close();
});

test('an error in a field is part of the result', async () => {
  const connection = await acknowledged();
  connection.send(subscribe('1', '{ posts { broken } }'));
  expect(await connection.next()).toMatchObject({ id: '1', type: 'next', payload: { errors: expect.arrayContaining([]) } });
  expect(await connection.next()).toEqual({ id: '1', type: 'complete' });
  connection.socket.close();
});

test('after complete nothing more of that subscription comes, and the others go on', async () => {
  const connection = await acknowledged();
  connection.send(subscribe('left', endless));
  connection.send(subscribe('kept', endless));
  await graph.notices.listeners(2);
  connection.send({ id: 'left', type: 'complete' });
  await graph.notices.listeners(1);
  connection.send({ id: 'never seen', type: 'complete' });
  graph.notices.publish();
  expect(await connection.next()).toMatchObject({ id: 'kept', type: 'next' });
  connection.socket.close();
  await graph.notices.listeners(0);
});

test('another path is no endpoint', async () => {
  const socket = new WebSocket(`${graph.url.replace('http', 'ws')}/other`, 'graphql-transport-ws');
  const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
  expect(error.message).toContain('404');
});
