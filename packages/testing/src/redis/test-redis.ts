import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@ejazz/launcher/cluster/free-port';
import { eventually } from '../eventually';
import { pidFile, redisFolder, removeRedisFolder } from './redis-folder';

export interface TestRedis {
  readonly url: string;
  /** SIGKILL, as when its machine dies; what it wrote stays. */
  kill(): Promise<void>;
  /** Begins again at the same address, with what it had or without anything. */
  start(options?: { empty?: boolean }): Promise<void>;
  /** Ends it and removes everything. */
  stop(): Promise<void>;
}

/** A Redis of its own, as production has it: append-only file, nothing evicted. */
export async function startTestRedis(): Promise<TestRedis> {
  const folder = redisFolder();
  const port = await freePort();
  let server: ChildProcess | undefined;
  const onExit = () => removeRedisFolder(folder);
  process.once('exit', onExit);

  async function start({ empty = false } = {}): Promise<void> {
    if (empty) rmSync(join(folder, 'appendonlydir'), { recursive: true, force: true });
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      pidfile: join(folder, pidFile),
      daemonize: 'no',
      appendonly: 'yes',
      save: '',
      'maxmemory-policy': 'noeviction',
    };
    const started = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]),
      { stdio: 'ignore' },
    );
    server = started;
    await eventually(async () => {
      if (started.exitCode !== null) throw new Error(`redis-server ended with ${started.exitCode}`);
      return answers(port);
    });
  }

  async function kill(): Promise<void> {
    const killed = server;
    server = undefined;
    if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
    const ended = once(killed, 'exit');
    killed.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    async stop() {
      await kill();
      process.off('exit', onExit);
      removeRedisFolder(folder);
    },
  };
}

/** Whether it has read its file and takes commands. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const is = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('data', (data) => is(data.toString().startsWith('+PONG')));
    socket.once('error', () => is(false));
  });
}
