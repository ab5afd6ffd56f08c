import type { Bus, FailedJob } from '../bus/bus';
import { eventsQueue, singleJob, singleJobId, type WireEvent } from '../events/wire';

/** An event that a consumer could not handle, after all its tries. */
export interface DeadLetter {
  readonly service: string;
  readonly producer: string;
  readonly event: WireEvent;
  readonly reason: string;
  readonly stack: readonly string[];
  readonly attempts: number;
  readonly failedAt: Date;
}

const most = 1_000;

export function createDeadLetters(bus: Bus, services: readonly string[]) {
  const list = async (service?: string): Promise<DeadLetter[]> => {
    const asked = services.filter((name) => !service || name === service);
    const found = await Promise.all(
      asked.map(async (name) => (await bus.queue(eventsQueue(name)).failed(most)).flatMap((job) => deadLetter(name, job))),
    );
    return found.flat().sort((a, b) => a.failedAt.getTime() - b.failedAt.getTime());
  };
  return {
    list,
    find: async (eventId: string, service?: string) => (await list(service)).filter((letter) => letter.event.id === eventId),
    /** Gives the letter all its tries anew. */
    replay: (letter: DeadLetter): Promise<boolean> => bus.queue(eventsQueue(letter.service)).retry(singleJobId(letter.event.id)),
  };
}

export type DeadLetters = ReturnType<typeof createDeadLetters>;

function deadLetter(service: string, job: FailedJob): DeadLetter[] {
  const data = singleJob.safeParse(job.data);
  if (!data.success) return [];
  const { reason, stack, attempts, failedAt } = job;
  return [{ service, ...data.data, reason, stack, attempts, failedAt }];
}
