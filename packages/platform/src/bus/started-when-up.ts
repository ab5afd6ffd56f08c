import type { Service } from '../lifecycle/service';
import type { Engine } from './engine';

/** A part that begins as soon as the engine is there, and never after it was stopped. `late` tells that others did not wait for it. */
export function startedWhenUp(engine: Engine, { name, start, stop }: Omit<Service, 'start'> & { start(late: boolean): Promise<void> }): Service {
  let stopped = false;
  let late = false;
  let running = false;
  let starting: Promise<void> = Promise.resolve();
  return {
    name,
    async start() {
      await engine.whenUp(async () => {
        if (stopped) return;
        starting = start(late);
        await starting;
        running = true;
      });
      late = true;
    },
    async stop() {
      stopped = true;
      await starting.catch(() => undefined);
      if (running) await stop();
    },
  };
}
