import type { Instance } from '../processes/processes';

/** Something that is killed and started again. */
export interface Target {
  readonly name: string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Resolves when it is ready again. */
  start(): Promise<void>;
  /** Throws when it has ended by itself. */
  checkAlive(): void;
}

const tries = 10;

/** An instance under somebody who starts it again, as long as it refuses because what it needs is away. */
export function mortal(instance: Instance): Target {
  let expected = false;
  const checkAlive = () => {
    const { child, output } = instance.running();
    const how = child.exitCode ?? child.signalCode;
    if (how !== null && !expected) throw new Error(`${instance.name} ended by itself with ${how}:\n${output()}`);
  };
  return {
    name: instance.name,
    checkAlive,
    async kill() {
      checkAlive();
      expected = true;
      await instance.end('SIGKILL');
    },
    async start() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await instance.start();
          expected = false;
          return;
        } catch (error) {
          await instance.end('SIGKILL');
          if (attempt === tries) throw error;
        }
      }
    },
  };
}
