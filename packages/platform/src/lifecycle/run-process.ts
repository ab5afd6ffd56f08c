import { EnvError } from '../env/define-env';
import { ExplainedError } from './explained-error';
import type { Service } from './service';

/** Starts the service as this process's work; SIGTERM retires and stops it, SIGINT stops it, a second signal gives up waiting. */
export async function runProcess(create: () => Service | Promise<Service>): Promise<void> {
  try {
    const service = await create();
    const starting = service.start();
    stopOnSignal(service, starting);
    await starting;
  } catch (error) {
    fail(error);
  }
}

/** Milliseconds in which the same Ctrl-C comes twice: from the terminal, and passed on by npm. */
const echo = 1_000;

/** A signal during the start takes effect when that has ended: what is half begun cannot be stopped cleanly. */
function stopOnSignal(service: Service, starting: Promise<void>): void {
  let since: number | undefined;
  const stop = (signal: NodeJS.Signals) => {
    if (since !== undefined) {
      if (performance.now() - since > echo) process.exit(signal === 'SIGINT' ? 130 : 143);
      return;
    }
    since = performance.now();
    const end = async () => {
      await starting;
      if (signal === 'SIGTERM') await service.retire?.();
      await service.stop();
    };
    end().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  const explained = error instanceof EnvError || error instanceof ExplainedError;
  console.error(explained ? error.message : error);
  process.exit(1);
}
