import { createServer } from 'node:net';

/** The first of so many ports in a row that nobody listens on, below those that the system gives to outgoing connections. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * (22_000 - count));
    const all = await Promise.all(Array.from({ length: count }, (_, offset) => isFree(first + offset)));
    if (all.every(Boolean)) return first;
  }
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
