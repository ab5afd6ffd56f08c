import type { RecordedUsage } from '@ejazz/gateway/usage/usage-file';

/** That a client asked for a field within the time that counts. */
export interface RecordedUse {
  /** `web 2.3.1` */
  readonly client: string;
  readonly count: number;
  readonly lastSeen: string;
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
