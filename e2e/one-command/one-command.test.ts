import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@ejazz/testing/eventually';
import { createGraphClient } from '@ejazz/testing/graph-client';
import { signUp } from '@ejazz/testing/people';
import { freePorts } from '../processes/free-ports';
import type { WatchedProcess } from '../processes/watched-process';
import { start } from './started';

const running = new Set<WatchedProcess>();
let folder: string;
let port: number;
let env: Record<string, string>;

const run = (more: Record<string, string> = {}, flags: readonly string[] = []) => {
  const started = start({ ...env, ...more }, flags);
  running.add(started);
  return started;
};

/** Process ids whose command line names the text. */
const processesOf = (text: string): string[] => {
  const list = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line.includes(text) && !line.includes('ps -eo'));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ejazz-one-command-'));
  execFileSync('chmod', ['755', folder]);
  port = await freePorts(6);
  env = { PORT: String(port), EJAZZ_DATA_DIR: folder, EJAZZ_DEMO: 'false' };
});

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  for (const line of processesOf(folder)) process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
  await eventually(() => processesOf(folder).length === 0);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

describe('the one command', () => {
  jest.setTimeout(120_000);

  it('starts everything, and Ctrl-C leaves nothing running', async () => {
    const first = run();
    await first.printed('Ejazz is ready');
    await signUp(`http://127.0.0.1:${port}/graphql`, 'early_bird');
    // npm passes on what the terminal has sent already.
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(processesOf(folder)).toEqual([]);
  });

  it('can be interrupted while it starts', async () => {
    for (const moment of ['begins', 'has its database'] as const) {
      const interrupted = run();
      await eventually(() => moment === 'begins' || processesOf(join(folder, 'postgres')).length > 0);
      interrupted.child.kill('SIGINT');
      expect([0, 'SIGINT']).toContain(await interrupted.ended);
      expect(processesOf(folder)).toEqual([]);
    }
  });

  it('finds everything again after kill -9 left its PostgreSQL behind', async () => {
    const killed = run();
    await killed.printed('Ejazz is ready');
    killed.child.kill('SIGKILL');
    await killed.ended;
    const next = run();
    await next.printed('Ejazz is ready');
    const { user } = await createGraphClient(`http://127.0.0.1:${port}/graphql`).data<{ user: unknown }>(
      '{ user(username: "early_bird") { username } }',
    );
    expect(user).toEqual({ username: 'early_bird' });
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
  });

  it('says which port is busy and which setting changes it', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port + 2, '127.0.0.1', resolve));
    const refused = run();
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(new RegExp(`port ${port + 2} \\(post\\)[^]*PORT=5000`));
    expect(refused.output()).not.toContain('    at ');
    await new Promise((resolve) => holder.close(resolve));
  });

  it('names every malformed setting at once', async () => {
    const refused = run({ PORT: 'four thousand', EJAZZ_DEMO: 'perhaps' });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('PORT is "four thousand"');
    expect(refused.output()).toContain('EJAZZ_DEMO is "perhaps"');
    expect(refused.output()).not.toContain('    at ');
  });

  it('refuses an unknown flag by name', async () => {
    const refused = run({}, ['--prot', '4000']);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('--prot');
  });

  it('refuses a data folder that it cannot use, and says which setting names another', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const refused = run({ EJAZZ_DATA_DIR: join(file, 'below') });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain('EJAZZ_DATA_DIR');
    expect(refused.output()).not.toContain('    at ');
  });

  it('begins anew with --fresh', async () => {
    const fresh = run({}, ['--fresh']);
    await fresh.printed('Ejazz is ready');
    const { user } = await createGraphClient(`http://127.0.0.1:${port}/graphql`).data<{ user: unknown }>(
      '{ user(username: "early_bird") { username } }',
    );
    expect(user).toBeNull();
    fresh.child.kill('SIGINT');
    expect(await fresh.ended).toBe(0);
  });
});
