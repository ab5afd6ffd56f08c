import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { z } from 'zod';
import { readJson } from '../clients/manifest';

const day = z.iso.datetime();
const shape = z.object({
  version: z.literal(1),
  since: day,
  clients: z.array(
    z.object({ name: z.string(), version: z.string(), fields: z.record(z.string(), z.object({ count: z.int().positive(), lastSeen: day })) }),
  ),
});

/** What a gateway has seen its clients ask for: fields as `Type.field`; no variables, no people. */
export type RecordedUsage = z.infer<typeof shape>;

/** That a client asked for a field within the time that counts. */
export interface RecordedUse {
  /** `web 2.3.1` */
  readonly client: string;
  readonly count: number;
  readonly lastSeen: string;
}

/** @throws ExplainedError when the file is not of its form */
export function readRecordedUsage(path: string): RecordedUsage {
  const parsed = shape.safeParse(readJson(path));
  if (!parsed.success) throw new ExplainedError(`${path} is not a file of recorded usage:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Who asked for the field at a path, or for any field of the type at a path, since `since`; most first. */
export function recordedUses({ clients }: RecordedUsage, paths: readonly string[], since: Date): RecordedUse[] {
  const concerns = (field: string) => paths.some((path) => field === path || field.startsWith(`${path}.`));
  return clients
    .flatMap(({ name, version, fields }) => {
      const seen = Object.entries(fields).filter(([field, { lastSeen }]) => concerns(field) && new Date(lastSeen) >= since);
      if (seen.length === 0) return [];
      const count = seen.reduce((sum, [, one]) => sum + one.count, 0);
      const lastSeen = seen
        .map(([, one]) => one.lastSeen)
        .sort()
        .at(-1) as string;
      return [{ client: `${name} ${version}`, count, lastSeen }];
    })
    .sort((one, other) => other.count - one.count);
}
