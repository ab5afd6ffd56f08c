import { badInput } from '../errors/fault';
import { encodeCursor } from './cursor';

export const maxPageSize = 100;

export interface PageArgs {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T, E extends Edge<T> = Edge<T>> {
  readonly edges: E[];
  readonly nodes: T[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** `first` within 1 to 100, else a coded error. */
export function pageSize(first: number): number {
  if (first < 1 || first > maxPageSize) throw badInput('first', `"first" must be 1 to ${maxPageSize}.`);
  return first;
}

/**
 * A page from rows fetched with one more than asked for: the extra row only tells that there is a next page.
 * `keyset` gives what the cursor of a row holds; `extra` adds facts of the relation to its edge.
 */
export function connection<Row, T, X extends object>(
  rows: readonly Row[],
  page: PageArgs,
  make: { node: (row: Row) => T; keyset: (row: Row) => unknown; extra?: (row: Row) => X },
): Connection<T, Edge<T> & X> {
  const edges = rows.slice(0, page.first).map((row) => ({
    cursor: encodeCursor(make.keyset(row)),
    node: make.node(row),
    ...(make.extra?.(row) as X),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
