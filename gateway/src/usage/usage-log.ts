import { existsSync } from 'node:fs';
import type { Clock } from '@ejazz/platform/clock/clock';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { createOutage } from '@ejazz/platform/log/outage';
import { createUsageCounter, type UsageCounter } from './usage-counter';
import { forgetUsage, mergeUsage, type RecordedUsage, readUsageFile, writeUsageFile } from './usage-file';

export interface UsageLog extends Service {
  readonly count: UsageCounter['count'];
}

export interface UsageLogOptions {
  /** Where it is kept; a gateway goes on with what it finds there. */
  readonly path: string;
  /** Milliseconds from one writing to the next. */
  readonly interval: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What nobody has asked for in so long holds no schema back. */
const keptFor = 90 * 86_400_000;

/** Adds what clients ask for to a file, at intervals and when it stops. */
export function createUsageLog({ path, interval, clock, log }: UsageLogOptions): UsageLog {
  const counter = createUsageCounter(clock);
  const outage = createOutage(log, `writing usage to ${path}`);
  let kept: RecordedUsage | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    const taken = counter.take();
    kept = forgetUsage(kept ? mergeUsage(kept, taken) : taken, new Date(clock.now().getTime() - keptFor));
    try {
      await writeUsageFile(path, kept);
      outage.over();
    } catch (error) {
      outage.failed(error);
    }
  };
  const writeNext = () => {
    writing = writing.then(write);
    return writing;
  };
  return {
    name: 'usage',
    count: counter.count,
    async start() {
      if (existsSync(path)) kept = readUsageFile(path);
      await writeNext();
      timer = setInterval(writeNext, interval).unref();
    },
    async stop() {
      clearInterval(timer);
      await writeNext();
    },
  };
}
