import type { SelectedField } from './selection';

type Variables = Readonly<Record<string, unknown>>;

/** What an operation costs at most: every list as long as it was asked for. */
export function estimatedCost(fields: readonly SelectedField[], variables: Variables): number {
  let cost = 0;
  for (const { weight, length, below } of fields) {
    const each = weight + (below.length > 0 ? estimatedCost(below, variables) : 0);
    if (each > 0) cost += each * (length ? length(variables) : 1);
  }
  return cost;
}

/** What an answer has cost: what is in it, weighed. */
export function actualCost(fields: readonly SelectedField[], data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let cost = 0;
  for (const field of fields) {
    if (field.weight === 0 && field.below.length === 0) continue;
    cost += costOfValue(field, (data as Record<string, unknown>)[field.key]);
  }
  return cost;
}

function costOfValue(field: SelectedField, value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (!Array.isArray(value)) return field.weight + actualCost(field.below, value);
  let cost = 0;
  for (const item of value) cost += costOfValue(field, item);
  return cost;
}
