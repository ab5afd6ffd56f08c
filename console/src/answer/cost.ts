/** `extensions.cost` in short: what the answer has cost, of what was estimated before it ran. */
export function costText(cost: unknown): string | undefined {
  const { actual, estimated } = (cost ?? {}) as { actual?: unknown; estimated?: unknown };
  if (typeof actual !== 'number' || typeof estimated !== 'number') return undefined;
  return `cost ${actual} of ${estimated}`;
}
