import type { ResponsePath } from '@apollo/query-planner';

export type ResultObject = Record<string, unknown>;

/** An object of the answer so far, and where it stands in it. */
export interface Place {
  readonly at: Step | undefined;
  readonly object: ResultObject;
}

/** The way to a place, from its end; written out for errors alone. */
interface Step {
  readonly before: Step | undefined;
  readonly key: string | number;
}

export function pathOf({ at }: Place): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = at; step; step = step.before) path.push(step.key);
  return path.reverse();
}

/** Every object that a plan's path leads to; `@` stands for all items of a list, and null leads nowhere. */
export function placesAt(from: readonly Place[], path: ResponsePath): Place[] {
  const found: Place[] = [];
  for (const { object, at } of from) follow(object, at, path, 0, found);
  return found;
}

function follow(value: unknown, at: Step | undefined, path: ResponsePath, depth: number, found: Place[]): void {
  if (value === null || value === undefined) return;
  const key = path[depth];
  if (key === undefined) {
    if (isObject(value)) found.push({ at, object: value });
  } else if (key === '@') {
    if (!Array.isArray(value)) return;
    for (let index = 0; index < value.length; index += 1) follow(value[index], { before: at, key: index }, path, depth + 1, found);
  } else if (isObject(value) && Object.hasOwn(value, key)) {
    follow(value[key], { before: at, key }, path, depth + 1, found);
  }
}

const isObject = (value: unknown): value is ResultObject => typeof value === 'object' && value !== null && !Array.isArray(value);
