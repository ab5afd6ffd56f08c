import type { FieldPolicy, Reference } from '@apollo/client';

interface Page {
  readonly edges?: readonly object[];
  readonly nodes?: readonly (Reference | null)[];
  readonly pageInfo?: PageInfo;
}

interface PageInfo {
  readonly hasPreviousPage?: boolean;
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
}

/** Pages that follow one another, and where each of them ended. */
interface Walk extends Page {
  readonly ends?: readonly { readonly cursor: string; readonly edges: number; readonly nodes: number }[];
}

/**
 * Keeps the pages of a list as one list. The page after the first one's end is appended, also when it is asked for again; a page without
 * `after` is a new beginning, and one that follows nothing of the present list is left out. Knows `nodes` as well as `edges`, which
 * Apollo's own `relayStylePagination` does not.
 */
export function connectionPolicy(keyArgs: readonly string[]): FieldPolicy<Walk, Walk, Page> {
  return {
    keyArgs: keyArgs.length > 0 ? [...keyArgs] : false,
    merge(known, page, { args }) {
      const after: unknown = args?.after;
      if (!known || typeof after !== 'string') return ended(page, []);
      const end = known.ends?.find(({ cursor }) => cursor === after);
      if (!end) return known;
      const joined: Page = {
        ...known,
        ...page,
        ...(page.edges && { edges: [...(known.edges ?? []).slice(0, end.edges), ...page.edges] }),
        ...(page.nodes && { nodes: [...(known.nodes ?? []).slice(0, end.nodes), ...page.nodes] }),
        ...(page.pageInfo && { pageInfo: { ...page.pageInfo, ...beginningOf(known.pageInfo), endCursor: page.pageInfo.endCursor ?? after } }),
      };
      return ended(joined, known.ends?.slice(0, known.ends.indexOf(end) + 1) ?? []);
    },
  };
}

const beginningOf = ({ hasPreviousPage, startCursor }: PageInfo = {}): PageInfo => ({
  ...(hasPreviousPage !== undefined && { hasPreviousPage }),
  ...(startCursor !== undefined && { startCursor }),
});

function ended(page: Page, before: NonNullable<Walk['ends']>): Walk {
  const cursor = page.pageInfo?.endCursor;
  if (typeof cursor !== 'string') return { ...page, ends: before };
  return { ...page, ends: [...before, { cursor, edges: page.edges?.length ?? 0, nodes: page.nodes?.length ?? 0 }] };
}
