import type { PlannedFetch } from './planned';

/** Places where something was and is no more, as response names joined by dots; a list's index is told as it is. */
export function missingIn(whole: unknown, partial: unknown, at: readonly (string | number)[] = []): string[] {
  if (whole === null || whole === undefined) return [];
  if (partial === null || partial === undefined) return [at.join('.')];
  if (Array.isArray(whole)) return whole.flatMap((item, index) => missingIn(item, (partial as unknown[])[index], [...at, index]));
  if (typeof whole !== 'object') return [];
  return Object.entries(whole).flatMap(([name, value]) => missingIn(value, (partial as Record<string, unknown>)[name], [...at, name]));
}

/** Whether the subgraph was to bring what is missing there: a field of its own, or the thing whose essential field it was. */
export function isOf(subgraph: string, planned: readonly PlannedFetch[], place: string): boolean {
  const general = place.replace(/\.\d+(?=\.|$)/g, '.*');
  return planned
    .filter((fetch) => fetch.subgraph === subgraph)
    .some(({ at, fields }) => {
      const things = at.replace(/(\.\*)+$/, '');
      if (general === at || general === things) return at !== '';
      return fields.some((field) => `${general}.`.startsWith(at === '' ? `${field}.` : `${at}.${field}.`));
    });
}
