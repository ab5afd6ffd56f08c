import { randomUUID } from 'node:crypto';
import type { Sql } from '../database/sql';
import { ExplainedError } from '../lifecycle/explained-error';
import { inRequestScope } from '../request/scope';
import { type Pace, settleTo } from './pace';
import type { Transact, UnitOfWork } from './transact';

/** One kind of thing that a producer can tell of as it is now, in the order of a key. */
export interface Restatement {
  readonly name: string;
  /** Emits fresh events of the next things behind the key, at most `limit`; returns their keys. Tombstones are told too. */
  tell(unit: UnitOfWork<Sql>, after: readonly string[] | undefined, limit: number): Promise<readonly (readonly string[])[]>;
}

/** A restatement from one statement over a table: `$1` is the limit, `$2…` the key to go on behind (null at the start). */
export const restatement = <Row extends object>(
  name: string,
  sql: string,
  keyOf: (row: Row) => readonly string[],
  emit: (unit: UnitOfWork<Sql>, row: Row) => void,
): Restatement => ({
  name,
  async tell(unit, after, limit) {
    const rows = await unit.tx.$queryRawUnsafe<Row[]>(sql, limit, ...(after ?? keyLike(sql)));
    for (const row of rows) emit(unit, row);
    return rows.map(keyOf);
  },
});

/** As many nulls as the statement has parameters for its key. */
const keyLike = (sql: string): null[] => [...new Set(sql.match(/\$\d+/g) ?? [])].filter((parameter) => parameter !== '$1').map(() => null);

interface Restating extends Pace {
  readonly producer: string;
  readonly transact: Transact<Sql>;
  readonly restatements: readonly Restatement[];
  /** Own events that some consumer has not acknowledged yet. */
  readonly pending: () => Promise<number>;
  /** Where an earlier run stood, as it said itself. */
  readonly resume?: string | undefined;
}

/**
 * Tells of everything as it stands now, for consumers that the log cannot rebuild any more. Events carry the present versions, so that
 * consumers take what they lack and leave what they have, and changes made meanwhile win. Returns how many events.
 */
export async function restate({ producer, transact, restatements, pending, resume, ...pace }: Restating): Promise<number> {
  const begin = resume ? readPlace(resume, restatements) : { index: 0, after: undefined };
  let total = 0;
  for (const [index, { name, tell }] of restatements.entries()) {
    if (index < begin.index) continue;
    for (let after: readonly string[] | undefined = index === begin.index ? begin.after : undefined; ; ) {
      const keys = await inRequestScope(`restate-${randomUUID()}`, () => transact((unit) => tell(unit, after, pace.chunk)));
      after = keys.at(-1);
      if (!after) break;
      total += keys.length;
      pace.progress(`${producer}: ${total} events, ${name} (to go on from here: --resume ${placeOf(name, after)})`);
      await settleTo(pace.chunk, pending, pace);
    }
  }
  return total;
}

const placeOf = (name: string, key: readonly string[]): string => `${name}@${key.join('~')}`;

function readPlace(text: string, restatements: readonly Restatement[]) {
  const [name, key = ''] = text.split('@');
  const index = restatements.findIndex((each) => each.name === name);
  if (index === -1 || key === '') {
    throw new ExplainedError(`"${text}" is no place to resume from; it begins with one of ${restatements.map((each) => `${each.name}@`).join(', ')}`);
  }
  return { index, after: key.split('~') };
}
