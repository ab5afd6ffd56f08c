import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { SchemaChange } from '../changes/schema-change';
import type { RecordedUse } from '../usage/recorded-usage';
import type { Use, Uses } from '../usage/use';
import { exceptionFor, type SchemaException } from './exceptions';

/** fails: breaks somebody; approved: would, by an exception; unused: would, if anybody used it; passes: breaks nothing. */
export type Verdict = 'fails' | 'approved' | 'unused' | 'passes';

export interface WeighedChange extends SchemaChange {
  readonly verdict: Verdict;
  /** Where clients' operations rely on what was changed. */
  readonly uses: readonly Use[];
  /** Which clients a gateway has seen asking for it. */
  readonly recorded: readonly RecordedUse[];
  readonly exception?: SchemaException;
  /** Where it is written, or was. */
  readonly place?: SchemaPlace;
}

export interface Scales {
  readonly uses: Uses;
  readonly recorded: (paths: readonly string[]) => readonly RecordedUse[];
  readonly exceptions: readonly SchemaException[];
  readonly locate: (path: string) => SchemaPlace | undefined;
  readonly now: Date;
}

/** What a change means to those who are known to use what it changes. */
export function weigh(change: SchemaChange, { uses, recorded, exceptions, locate, now }: Scales): WeighedChange {
  const place = locate(change.path);
  const weighed = {
    ...change,
    uses: change.level === 'safe' ? [] : change.affects.flatMap((path) => uses.get(path) ?? []),
    recorded: change.level === 'safe' ? [] : recorded(change.affects),
    ...(place ? { place } : {}),
  };
  if (change.level !== 'breaking') return { ...weighed, verdict: 'passes' };
  if (weighed.uses.length === 0 && weighed.recorded.length === 0) return { ...weighed, verdict: 'unused' };
  const found = exceptionFor(change, exceptions, now);
  return { ...weighed, verdict: found?.holds ? 'approved' : 'fails', ...(found ? { exception: found.exception } : {}) };
}
