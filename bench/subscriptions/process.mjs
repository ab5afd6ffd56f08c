import { fork } from 'node:child_process';

/** A part of the bench as a process of its own, which answers to commands by name. */
export async function startPart(file, env = {}) {
  const child = fork(new URL(file, import.meta.url), { execArgv: ['--expose-gc', '--max-old-space-size=6000'], env: { ...process.env, ...env } });
  let last = 0;
  const waiting = new Map();
  const ready = new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.on('message', ({ id, value, error }) => {
      if (id === 0) return resolve(value);
      const { done, failed } = waiting.get(id);
      waiting.delete(id);
      if (error) failed(new Error(error));
      else done(value);
    });
  });
  const info = await ready;
  const ask = (name, ...args) =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      child.send({ id: last, name, args });
    });
  return { info, ask, stop: () => child.kill() };
}

/** Runs in the part itself. */
export function servePart(info, commands) {
  const all = {
    usage() {
      global.gc();
      const { heapUsed, rss } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return { heapUsed, rss, cpu: (user + system) / 1000 };
    },
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    ...commands,
  };
  process.on('message', async ({ id, name, args }) => {
    try {
      process.send({ id, value: (await all[name](...args)) ?? null });
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ id: 0, value: info });
}
