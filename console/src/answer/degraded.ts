import type { GraphError } from '../graph/body';

/** A service whose part of the answer is missing, and in how many places. */
export interface MissingPart {
  readonly service: string;
  readonly places: number;
}

/** What did not answer. The rest of the answer is complete. */
export function missingParts(errors: readonly GraphError[] = []): MissingPart[] {
  const places = new Map<string, number>();
  for (const { extensions } of errors) {
    if (typeof extensions?.service === 'string') places.set(extensions.service, (places.get(extensions.service) ?? 0) + 1);
  }
  return [...places].map(([service, count]) => ({ service, places: count }));
}
