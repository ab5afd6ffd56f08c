import type { GraphQLFormattedError } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Record<string, unknown>;
}

/**
 * The gateway asks for an entity once for every place it stands in; a page of posts by one author asks for them many times.
 * Asks once instead, and `expand` puts the answer (and its errors) back into every place.
 */
export function dedupeRepresentations(variables: Variables): { variables: Variables; expand: (answer: SubgraphAnswer) => SubgraphAnswer } {
  const { representations } = variables;
  if (!Array.isArray(representations) || representations.length < 2) return { variables, expand: (answer) => answer };
  const unique: unknown[] = [];
  const indexes = new Map<string, number>();
  const places = representations.map((representation: unknown) => {
    const key = JSON.stringify(representation);
    const index = indexes.get(key) ?? unique.push(representation) - 1;
    indexes.set(key, index);
    return index;
  });
  if (unique.length === representations.length) return { variables, expand: (answer) => answer };
  return { variables: { ...variables, representations: unique }, expand: (answer) => expandAnswer(answer, places) };
}

function expandAnswer(answer: SubgraphAnswer, places: readonly number[]): SubgraphAnswer {
  const entities = answer.data?._entities;
  return {
    ...answer,
    ...(Array.isArray(entities) ? { data: { ...answer.data, _entities: expandEntities(entities, places) } } : {}),
    ...(answer.errors ? { errors: answer.errors.flatMap((error) => expandError(error, places)) } : {}),
  };
}

/** The gateway writes into what it is given: a place that shares an entity gets a copy of its own. */
function expandEntities(entities: readonly unknown[], places: readonly number[]): unknown[] {
  const used = new Set<number>();
  return places.map((index) => {
    if (used.has(index)) return structuredClone(entities[index]);
    used.add(index);
    return entities[index];
  });
}

function expandError(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError[] {
  const [root, index, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof index !== 'number') return [error];
  return places.flatMap((unique, place) => (unique === index ? [{ ...error, path: [root, place, ...rest] }] : []));
}
