import DataLoader from 'dataloader';
import type { PageArgs } from '../pagination/connection';

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

/** A page, and below what. */
export type PageOf<Page extends object> = Page & { readonly parentId: string };

/** A loader of pages below many parents: one fetch for all parents that are asked for the same page. */
export function pagesByParent<Row, Page extends object = PageArgs>(
  fetch: (parentIds: readonly string[], page: Page) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string,
): DataLoader<PageOf<Page>, Row[], string> {
  const pageKey = ({ parentId: _, ...page }: PageOf<Page>) => JSON.stringify(Object.entries(page).sort(([one], [other]) => (one < other ? -1 : 1)));
  return new DataLoader(
    async (keys) => {
      const groups = groupBy(keys, pageKey);
      const pages = new Map<string, Row[]>();
      await Promise.all(
        [...groups].map(async ([group, members]) => {
          const { parentId: _, ...page } = members[0] as PageOf<Page>;
          const rows = groupBy(await fetch([...new Set(members.map(({ parentId }) => parentId))], page as unknown as Page), parentOf);
          for (const [parentId, found] of rows) pages.set(`${parentId} ${group}`, found);
        }),
      );
      return keys.map((key) => pages.get(`${key.parentId} ${pageKey(key)}`) ?? []);
    },
    { cacheKeyFn: (key) => `${key.parentId} ${pageKey(key)}` },
  );
}
