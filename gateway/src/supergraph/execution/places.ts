import type { ResponsePath } from '@apollo/query-planner';

export type ResultObject = Record<string, unknown>;

/** An object of the answer so far, and where it stands in it. */
export interface Place {
  readonly path: ResponsePath;
  readonly object: ResultObject;
}

/** Every object that a plan's path leads to; `@` stands for all items of a list, and null leads nowhere. */
export function placesAt(from: readonly Place[], path: ResponsePath): Place[] {
  const found: Place[] = [];
  for (const place of from) follow(place.object, place.path, path, found);
  return found;
}

function follow(value: unknown, at: ResponsePath, rest: ResponsePath, found: Place[]): void {
  if (value === null || value === undefined) return;
  const [step, ...further] = rest;
  if (step === undefined) {
    if (isObject(value)) found.push({ path: at, object: value });
  } else if (step === '@') {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) follow(item, [...at, index], further, found);
  } else if (isObject(value) && Object.hasOwn(value, step)) {
    follow(value[step], [...at, step], further, found);
  }
}

const isObject = (value: unknown): value is ResultObject => typeof value === 'object' && value !== null && !Array.isArray(value);
