import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, createCluster } from '@ejazz/launcher/cluster/cluster';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { runningAdminUrl } from '@ejazz/launcher/cluster/running';
import { withClient } from '@ejazz/platform/database/with-client';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { createLogger } from '@ejazz/platform/log/logger';
import { eventually } from '@ejazz/testing/eventually';
import { testFolder } from '@ejazz/testing/postgres/test-folder';

const log = createLogger('test', 'silent');
const asRoot = process.getuid?.() === 0;
let parent: string;
let folder: string;
const owners: ChildProcess[] = [];

beforeAll(() => {
  parent = testFolder();
  folder = join(parent, 'postgres');
});
afterEach(() => {
  for (const owner of owners.splice(0)) owner.kill('SIGKILL');
});
afterAll(async () => {
  // The last start takes over whatever a test left running.
  await clusterAt(folder)
    .start()
    .catch(() => undefined);
  await Promise.all(started.map((cluster) => cluster.stop()));
  rmSync(parent, { recursive: true, maxRetries: 5 });
});

const started: Cluster[] = [];
function clusterAt(at: string, port = 0, revive = false): Cluster {
  const cluster = createCluster({ folder: at, port, log, durable: false, revive });
  started.push(cluster);
  return cluster;
}
const query = (url: string, sql: string) => withClient(url, 'test', async (client) => (await client.query(sql)).rows);

/** A process of its own that owns the cluster; resolves with what it says: its server's pid, or why it did not start. */
async function ownerOf(at: string): Promise<{ owner: ChildProcess; says: string }> {
  const owner = fork(join(__dirname, 'owner.cjs'), [at], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  owners.push(owner);
  const [chunk] = await once(owner.stdout as NodeJS.ReadableStream, 'data');
  return { owner, says: String(chunk).trim() };
}
async function killed(owner: ChildProcess): Promise<void> {
  const exited = once(owner, 'exit');
  owner.kill('SIGKILL');
  await exited;
}
async function gone(pid: number): Promise<void> {
  while (processIdentity(pid)) await sleep(5);
}

test('the first start creates everything, a later one finds its data', async () => {
  const cluster = clusterAt(folder);
  await cluster.start();
  await query(cluster.adminUrl, 'CREATE TABLE kept (id text)');
  expect(await query(cluster.adminUrl, `SELECT current_setting('listen_addresses') AS at, current_setting('max_connections') AS max`)).toEqual([
    { at: '127.0.0.1', max: '100' },
  ]);
  expect(runningAdminUrl(folder)).toBe(cluster.adminUrl);
  expect(statSync(join(folder, 'superuser-password')).mode & 0o777).toBe(0o600);
  await cluster.stop();
  expect(runningAdminUrl(folder)).toBeUndefined();
  expect(() => cluster.adminUrl).toThrow('does not run');
  await cluster.start();
  expect(await query(cluster.adminUrl, `SELECT to_regclass('kept')::text AS kept`)).toEqual([{ kept: 'kept' }]);
  await cluster.stop();
});

test('a second owner is refused while the first lives, and told its pid', async () => {
  const { owner, says } = await ownerOf(folder);
  expect(Number(says)).toBeGreaterThan(0);
  await expect(clusterAt(folder).start()).rejects.toThrow(`in use by process ${owner.pid}. Stop that one first, or set EJAZZ_DATA_DIR`);
  owner.send('exit');
  await once(owner, 'exit');
});

test('a server left behind by a killed owner is stopped, and its data kept', async () => {
  const { owner, says } = await ownerOf(folder);
  await killed(owner);
  expect(processIdentity(Number(says))).toBeDefined();
  const cluster = clusterAt(folder);
  await cluster.start();
  expect(processIdentity(Number(says))).toBeUndefined();
  expect(await query(cluster.adminUrl, `SELECT to_regclass('kept')::text AS kept`)).toEqual([{ kept: 'kept' }]);
  await cluster.stop();
});

test('of several starts after a crash exactly one becomes the owner', async () => {
  const { owner, says } = await ownerOf(folder);
  await killed(owner);
  process.kill(Number(says), 'SIGKILL');
  await gone(Number(says));
  const rivals = await Promise.all([ownerOf(folder), ownerOf(folder), ownerOf(folder)]);
  const winners = rivals.filter((rival) => Number(rival.says) > 0);
  expect(winners).toHaveLength(1);
  const losers = rivals.filter((rival) => rival !== winners[0]);
  for (const loser of losers) expect(loser.says).toContain(`in use by process ${winners[0]?.owner.pid}`);
});

test('a server that ends by itself is started again on its port, with its data', async () => {
  const cluster = clusterAt(folder, 0, true);
  await cluster.start();
  const { pid, adminUrl } = cluster;
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  await eventually(() => query(adminUrl, 'SELECT 1'), { patienceMs: 60_000 });
  await eventually(() => cluster.pid !== pid);
  expect(cluster.adminUrl).toBe(adminUrl);
  expect(runningAdminUrl(folder)).toBe(adminUrl);
  expect(await query(adminUrl, `SELECT to_regclass('kept')::text AS kept`)).toEqual([{ kept: 'kept' }]);
  await cluster.stop();
});

test('a stop while the server is started again leaves none behind', async () => {
  const cluster = clusterAt(folder, 0, true);
  await cluster.start();
  process.kill(cluster.pid, 'SIGKILL');
  await gone(cluster.pid);
  await cluster.stop();
  expect(runningAdminUrl(folder)).toBeUndefined();
  const { says, owner } = await ownerOf(folder);
  expect(Number(says)).toBeGreaterThan(0);
  owner.send('exit');
  await once(owner, 'exit');
});

test('after SIGKILL of the server it can be started again, a stale postmaster.pid notwithstanding', async () => {
  const cluster = clusterAt(folder);
  await cluster.start();
  const { pid } = cluster;
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  while (existsSync(join(folder, 'running.json'))) await sleep(5);
  expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(true);
  await cluster.start();
  expect(await query(cluster.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await cluster.stop();
});

test('a postmaster.pid whose number another process has now does not stop a start, nor is that process touched', async () => {
  const file = join(folder, 'data', 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${join(folder, 'data')}\n0\n1\n\n127.0.0.1\n0\nready\n`, { mode: 0o600 });
  const cluster = clusterAt(folder);
  await cluster.start();
  await cluster.stop();
});

test('a process that exits without stopping takes its server along', async () => {
  const { owner, says } = await ownerOf(folder);
  owner.send('exit');
  await gone(Number(says));
});

test('a port that is in use is named', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(clusterAt(folder, port).start()).rejects.toThrow(`Port ${port}, which the embedded PostgreSQL shall listen on, is in use`);
  server.close();
});

test('data of another PostgreSQL version is refused and left alone', async () => {
  const other = join(parent, 'other');
  mkdirSync(join(other, 'data'), { recursive: true });
  writeFileSync(join(other, 'data', 'PG_VERSION'), '12\n');
  await expect(clusterAt(other).start()).rejects.toThrow(/holds data of PostgreSQL 12; this one is 18. Nothing was changed/);
  expect(readdirSync(other)).toEqual(['data']);
  expect(readdirSync(join(other, 'data'))).toEqual(['PG_VERSION']);
});

test('a folder of something else is refused and left alone', async () => {
  const other = join(parent, 'something');
  mkdirSync(join(other, 'data'), { recursive: true });
  writeFileSync(join(other, 'data', 'letter.txt'), 'dear');
  await expect(clusterAt(other).start()).rejects.toThrow(/is not empty and holds no PostgreSQL data/);
  expect(readFileSync(join(other, 'data', 'letter.txt'), 'utf8')).toBe('dear');
});

test('a folder that cannot be written is named, with the setting that changes it', async () => {
  writeFileSync(join(parent, 'file'), '');
  const failure = clusterAt(join(parent, 'file', 'below')).start();
  await expect(failure).rejects.toThrow(ExplainedError);
  await expect(failure).rejects.toThrow(/cannot be kept in .*file\/below \(ENOTDIR\). Set EJAZZ_DATA_DIR/);
});

(asRoot ? test : test.skip)('started as root, a folder that the OS user postgres cannot reach is named', async () => {
  const closed = join(parent, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  await expect(clusterAt(join(closed, 'postgres')).start()).rejects.toThrow(
    /cannot reach .*closed\/postgres: a folder above it lets only its owner in. Set EJAZZ_DATA_DIR/,
  );
});

test('what an interrupted first start left is cleared away', async () => {
  const fresh = join(parent, 'fresh');
  mkdirSync(join(fresh, 'draft-interrupted', 'base'), { recursive: true });
  const cluster = clusterAt(fresh);
  await cluster.start();
  expect(readdirSync(fresh).sort()).toEqual(['data', 'owner', 'postgres.log', 'running.json', 'superuser-password']);
  await cluster.stop();
});
