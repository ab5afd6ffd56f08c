import DataLoader from 'dataloader';

/** A loader of one row a key: one fetch for all keys of a tick; absent keys give null. */
export function oneByKey<K extends string, Row>(
  fetch: (keys: readonly K[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => K,
): DataLoader<K, Row | null> {
  return new DataLoader(async (keys) => {
    const found = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** A loader of many rows a key, in the order fetched; absent keys give none. */
export function manyByKey<K extends string, Row>(
  fetch: (keys: readonly K[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => K,
): DataLoader<K, Row[]> {
  return new DataLoader(async (keys) => {
    const found = groupBy(await fetch(keys), keyOf);
    return keys.map((key) => found.get(key) ?? []);
  });
}

function groupBy<K, Row>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export interface PageKey {
  readonly parentId: string;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A loader of pages below many parents: one fetch for all parents asked with the same `first` and `after`. */
export function pagesByParent<Row>(
  fetch: (parentIds: readonly string[], page: { first: number; after?: string | null | undefined }) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
): DataLoader<PageKey, Row[], string> {
  return new DataLoader(
    async (keys) => {
      const groups = groupBy(keys, ({ first, after }) => `${first} ${after ?? ''}`);
      const pages = new Map<string, Row[]>();
      await Promise.all(
        [...groups].map(async ([group, members]) => {
          const { first, after } = members[0] as PageKey;
          const rows = groupBy(await fetch([...new Set(members.map(({ parentId }) => parentId))], { first, after }), parentOf);
          for (const [parentId, page] of rows) pages.set(`${parentId} ${group}`, page);
        }),
      );
      return keys.map(({ parentId, first, after }) => pages.get(`${parentId} ${first} ${after ?? ''}`) ?? []);
    },
    { cacheKeyFn: ({ parentId, first, after }) => `${parentId} ${first} ${after ?? ''}` },
  );
}
