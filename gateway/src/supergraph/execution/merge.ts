import type { ResultObject } from './places';

/**
 * Puts what a subgraph answered into what is there already. The source becomes part of the target: where it goes to several places,
 * all but one are given a `copy`.
 */
export function merge(target: ResultObject, source: ResultObject): void {
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(present) && isObject(value)) merge(present, value);
    else if (Array.isArray(present) && Array.isArray(value) && present.length === value.length) mergeItems(present, value);
    else set(target, key, value);
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (const [index, item] of source.entries()) {
    const present = target[index];
    if (isObject(present) && isObject(item)) merge(present, item);
    else target[index] = item;
  }
}

/** Of JSON. */
export function copy<T>(value: T): T;
export function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copy(item));
  if (!isObject(value)) return value;
  const result: ResultObject = {};
  for (const key of Object.keys(value)) set(result, key, copy(value[key]));
  return result;
}

function set(target: ResultObject, key: string, value: unknown): void {
  // The one name that is not simply set.
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

const isObject = (value: unknown): value is ResultObject => typeof value === 'object' && value !== null && !Array.isArray(value);
