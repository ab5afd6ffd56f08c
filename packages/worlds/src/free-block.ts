import { serviceNames } from '@ejazz/launcher/services/service-names';
import { checkPorts } from '@ejazz/launcher/start/free-ports';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** The ports of a world after the gateway's: each service's, and the control's. */
const others = [...serviceNames, 'control'];

/** The first of as many neighbouring free ports as a world needs; below those that systems give out by themselves. */
export async function freeBlock(taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 600) * 20;
    if (!taken.has(port) && (await areFree(port))) return port;
  }
  throw new ExplainedError('There are not enough free ports between 20000 and 32000 for another world.');
}

const areFree = (port: number): Promise<boolean> =>
  checkPorts(port, others).then(
    () => true,
    () => false,
  );
