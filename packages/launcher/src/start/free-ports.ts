import { createServer } from 'node:net';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** Refuses to start, before anything is touched, when one of the ports is taken. */
export async function checkPorts(port: number, subgraphs: readonly string[]): Promise<void> {
  const wanted = ['gateway', ...subgraphs].map((name, offset) => ({ name, port: port + offset }));
  const taken = (await Promise.all(wanted.map(async (one) => ((await isFree(one.port)) ? [] : [one])))).flat();
  if (taken.length === 0) return;
  const list = taken.map(({ name, port: number }) => `${number} (${name})`).join(', ');
  throw new ExplainedError(
    `In use: port ${list}. Ejazz needs ${port} to ${port + subgraphs.length}. Is it running already? Otherwise choose another first port: PORT=5000 npm start`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
