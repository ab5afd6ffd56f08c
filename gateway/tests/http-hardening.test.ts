import { connect } from 'node:net';
import { startToyGraph, type ToyGraph } from './toy-graph/toy-graph';

let graph: ToyGraph;
let impatient: ToyGraph;
beforeAll(async () => {
  graph = await startToyGraph({ env: { MAX_CONNECTIONS_PER_ADDRESS: '20' } });
  impatient = await startToyGraph({ env: { HEADERS_TIMEOUT_MS: '200', REQUEST_TIMEOUT_MS: '400' } });
});
afterAll(async () => {
  await graph.stop();
  await impatient.stop();
});

/** What comes back until the connection ends. */
const answered = (text: string) =>
  new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(impatient.url).port), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });

describe('the endpoint', () => {
  it('tells browsers to take its answers for nothing but data', async () => {
    const { headers } = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ posts { id } }"}',
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('hangs up on a client that sends its headers drop by drop', async () => {
    expect(await answered('POST /graphql HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('hangs up on a client that sends its body drop by drop', async () => {
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
    expect(await answered(head)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('hangs up on the connection that is too many, and takes the next when one has gone', async () => {
    const port = Number(new URL(graph.url).port);
    const open = () =>
      new Promise<{ held: boolean; end: () => void }>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'));
        socket.once('data', () => resolve({ held: true, end: () => socket.destroy() }));
        socket.once('error', () => undefined);
        socket.once('close', () => resolve({ held: false, end: () => undefined }));
      });
    const sockets = [];
    for (let index = 0; index < 25; index += 1) sockets.push(await open());
    expect(sockets.map(({ held }) => held).filter((held) => !held).length).toBeGreaterThanOrEqual(5);
    for (const { end } of sockets) end();
    for (let last = await open(); ; last = await open()) {
      last.end();
      if (last.held) break;
    }
  });
});
