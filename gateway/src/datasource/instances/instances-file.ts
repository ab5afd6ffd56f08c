import { readFileSync } from 'node:fs';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Service } from '@ejazz/platform/lifecycle/service';
import type { Logger } from '@ejazz/platform/log/logger';
import { parse } from 'yaml';
import { z } from 'zod';

/** URLs of a subgraph's instances by its name. */
export type InstanceUrls = ReadonlyMap<string, readonly string[]>;

export interface InstancesFile extends Service {
  current(): InstanceUrls;
}

const shape = z.record(z.string(), z.array(z.url()).min(1));
const lookInterval = 1_000;

/**
 * A YAML or JSON file, `user: [http://a/graphql, http://b/graphql]`, read again when it changes; `onChange` gets what it says then. A file
 * that says nothing usable is refused at the start; later it is told in the log, and what was read before stays.
 */
export function watchInstances(path: string, log: Logger, onChange: (urls: InstanceUrls) => void): InstancesFile {
  let text = readText(path);
  let urls = instancesIn(path, text);
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    try {
      const now = readText(path);
      if (now === text) return;
      text = now;
      urls = instancesIn(path, now);
      log.info({ path }, 'instances of subgraphs read again');
      onChange(urls);
    } catch (error) {
      log.error({ err: error }, 'instances of subgraphs stay as they were');
    }
  };
  return {
    name: 'instances file',
    current: () => urls,
    // By asking, because that also notices a file that is replaced, as mounted configuration is.
    start: async () => {
      timer = setInterval(look, lookInterval).unref();
    },
    stop: async () => clearInterval(timer),
  };
}

const refusal = (path: string, reason: string, cause: unknown) =>
  new ExplainedError(`SUBGRAPH_INSTANCES names ${path}, which does not list URLs by subgraph: ${reason}`, { cause });

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw refusal(path, error instanceof Error ? error.message : String(error), error);
  }
}

function instancesIn(path: string, text: string): InstanceUrls {
  try {
    return new Map(Object.entries(shape.parse(parse(text))));
  } catch (error) {
    throw refusal(path, error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error), error);
  }
}
