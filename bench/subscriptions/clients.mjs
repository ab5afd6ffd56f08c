// As many websockets as subscribers, each with one subscription, and clocks on what they get.
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { servePart } from './process.mjs';
import { now } from './schema.mjs';

let clients = [];
let delays = [];
let received = 0;
const selections = { own: 'eventId cursor occurredAt text', joined: 'eventId cursor occurredAt text author { id name }' };

function connect(url, topic, selection, after) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
    const client = { socket, topic, last: after, wrong: 0 };
    socket.on('error', reject);
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'connection_ack') {
        const query = `subscription T($topic: ID!, $after: String) { ticked(topic: $topic, after: $after) { ${selections[selection]} } }`;
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { topic, after } } }));
        resolve(client);
      } else if (message.type === 'next') {
        const event = message.payload.data?.ticked;
        if (!event) throw new Error(JSON.stringify(message));
        received += 1;
        delays.push(now() - event.occurredAt);
        if (client.last !== undefined && Number(event.cursor) !== Number(client.last) + 1) client.wrong += 1;
        client.last = event.cursor;
      } else if (message.type !== 'ping') throw new Error(JSON.stringify(message));
    });
  });
}

async function inBatches(count, size, work) {
  for (let begin = 0; begin < count; begin += size) {
    await Promise.all(Array.from({ length: Math.min(size, count - begin) }, (_, index) => work(begin + index)));
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const post = (url, body) =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume().once('end', resolve);
    });
    sent.once('error', reject).end(body);
  });

servePart('clients', {
  async open(url, count, selection, shared) {
    await inBatches(count, 200, async (index) => {
      clients[index] = await connect(url, shared ?? `t${index}`, selection);
    });
  },
  async reopen(url, selection) {
    const before = clients;
    clients = [];
    await inBatches(before.length, 500, async (index) => {
      clients[index] = await connect(url, before[index].topic, selection, before[index].last);
    });
  },
  async drop() {
    for (const { socket } of clients) socket.terminate();
  },
  async close() {
    for (const { socket } of clients) socket.terminate();
    clients = [];
  },
  async queries(url, count) {
    const query = `query T($topic: ID!) { tick(topic: $topic) { ${selections.joined} } }`;
    await inBatches(count, 16, (index) => post(url, JSON.stringify({ query, variables: { topic: `t${index}` } })));
  },
  reset() {
    delays = [];
    received = 0;
  },
  received: () => received,
  figures() {
    const sorted = delays.sort((a, b) => a - b);
    const at = (part) => Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10;
    return { p50: at(0.5), p99: at(0.99), most: at(0.9999), wrong: clients.reduce((sum, { wrong }) => sum + wrong, 0) };
  },
});
