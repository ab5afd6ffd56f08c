import { connect } from 'node:net';
import { createLogger } from '../log/logger';
import { createMetrics } from '../metrics/metrics';
import { createHttpServer, type HttpServer } from './http-server';
import { respond } from './respond';

const make = (port = 0) =>
  createHttpServer({
    name: 'test',
    host: '127.0.0.1',
    port,
    portSetting: 'PORT',
    routes: [
      { path: '/echo', methods: ['GET'], handle: (_request, response, url) => respond(response, 200, { query: url.search }) },
      { path: '/fails', methods: ['GET'], handle: () => Promise.reject(new Error('a secret of ours')) },
    ],
    checks: [{ name: 'moon', check: () => (moonIsUp ? Promise.resolve() : Promise.reject(new Error('down'))) }],
    log: createLogger('test', 'silent'),
    metrics: createMetrics('test'),
  });
let moonIsUp = true;

/** What the server says to bytes that no client library would send. */
const raw = (server: HttpServer, text: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });

describe('an http server', () => {
  let server: HttpServer;
  beforeEach(async () => {
    moonIsUp = true;
    server = make();
    await server.start();
  });
  afterEach(() => server.stop());

  it('answers a target that is no address with 400, and lives on', async () => {
    expect(await raw(server, 'GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect((await fetch(`${server.url}/echo?a=1`)).status).toBe(200);
  });

  it('gives back the id of a request, or one of its own', async () => {
    const given = await fetch(`${server.url}/echo`, { headers: { 'x-request-id': 'from-the-client' } });
    expect(given.headers.get('x-request-id')).toBe('from-the-client');
    const forged = await fetch(`${server.url}/echo`, { headers: { 'x-request-id': 'a b' } });
    expect(forged.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });

  it('tells nothing of a failure but that there was one', async () => {
    const answer = await fetch(`${server.url}/fails`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });

  it('keeps an idle connection for longer than the minute of a load balancer, and says so', async () => {
    const { headers } = await fetch(`${server.url}/echo`);
    expect(Number(/^timeout=(\d+)$/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  });

  it('names the methods of a path asked with another', async () => {
    const answer = await fetch(`${server.url}/echo`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
  });

  it('is live always, and ready only while its checks hold', async () => {
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    moonIsUp = false;
    const answer = await fetch(`${server.url}/health/ready`);
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'not ready', failed: ['moon'] }]);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });

  it('says that it is about to stop and answers all the same, on connections that it closes', async () => {
    const retired = server.retire();
    const [ready, echo] = await Promise.all([fetch(`${server.url}/health/ready`), fetch(`${server.url}/echo`)]);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
    expect([echo.status, echo.headers.get('connection')]).toEqual([200, 'close']);
    await retired;
    expect((await fetch(`${server.url}/echo`)).status).toBe(200);
  });

  it('counts and times its requests for Prometheus', async () => {
    await fetch(`${server.url}/echo`);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toMatch(/http_request_duration_seconds_count\{service="test",method="GET",status="200"\} [1-9]/);
  });

  it('says which setting changes a busy port', async () => {
    const second = make(Number(new URL(server.url).port));
    await expect(second.start()).rejects.toThrow(/Port \d+.*test.*in use.*PORT/);
  });
});
