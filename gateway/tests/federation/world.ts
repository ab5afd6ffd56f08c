/** Everything there is, as plain objects: a field is a value, or a function of its arguments. */
export interface World {
  /** What subgraphs find by reference. */
  readonly entities: readonly Entity[];
  /** Root fields, of queries and mutations alike. */
  readonly roots: Readonly<Record<string, unknown>>;
}

export interface Entity {
  readonly __typename: string;
  /** Interfaces by whose name it may be asked for. */
  readonly __implements?: readonly string[];
  readonly [field: string]: unknown;
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that another one is computed from: a function of the world where the world is asked, a value where the gateway has sent it. */
export function given(entity: object, field: string, args: object = {}): unknown {
  const value = (entity as Record<string, unknown>)[field];
  return typeof value === 'function' ? value.call(entity, args) : value;
}
