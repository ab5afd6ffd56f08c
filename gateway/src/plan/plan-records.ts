import type { FetchNode, QueryPlan } from '@apollo/query-planner';

/** One request of a plan, as it went. */
export interface RecordedFetch {
  readonly node: FetchNode;
  /** Milliseconds since the operation came in. */
  readonly startedAt: number;
  readonly milliseconds: number;
  /** Entities asked for, each once, wherever it stands; undefined for a fetch of root fields. */
  readonly entities: number | undefined;
  readonly errors: number;
}

/** What one operation did, while it is being answered. */
export interface PlanRecord {
  readonly begun: number;
  readonly fetches: RecordedFetch[];
  plan: QueryPlan | undefined;
}

const records = new WeakMap<object, PlanRecord>();

/** From here on, what the operation of this context does is noted down. */
export function recordPlan(context: object): PlanRecord {
  const record: PlanRecord = { begun: performance.now(), fetches: [], plan: undefined };
  records.set(context, record);
  return record;
}

/** Where to note it down; undefined for operations that nobody wants to know about. */
export const planRecordOf = (context: object): PlanRecord | undefined => records.get(context);

/** Asks, and notes how it went when there is a record. */
export async function noted<T extends { readonly errors?: readonly unknown[] | undefined }>(
  record: PlanRecord | undefined,
  node: FetchNode,
  { representations }: Readonly<Record<string, unknown>>,
  ask: () => Promise<T>,
): Promise<T> {
  if (!record) return ask();
  const began = performance.now();
  const answer = await ask();
  record.fetches.push({
    node,
    startedAt: began - record.begun,
    milliseconds: performance.now() - began,
    entities: Array.isArray(representations) ? representations.length : undefined,
    errors: answer.errors?.length ?? 0,
  });
  return answer;
}
