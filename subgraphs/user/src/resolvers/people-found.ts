import { connection, type PageArgs, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { searchKeyset, searchPeople } from '../domain/search-people';

/** A page of people found; who has gone since leaves a gap, and the list goes on behind it. */
export async function peopleFound({ query, ...args }: PageArgs & { readonly query: string }, { deps, viewer, loaders }: Context) {
  const page = { first: pageSize(args.first), after: args.after };
  const rows = await searchPeople(deps.db, { query, viewerId: viewer.userId, ...page });
  const found = await Promise.all(rows.map(({ userId }) => loaders.user.load(userId)));
  const people = new Map(found.flatMap((user) => (user ? [[user.id, user] as const] : [])));
  const { edges, pageInfo } = connection(rows, page, { node: ({ userId }) => people.get(userId), keyset: searchKeyset(query) });
  const present = edges.flatMap((edge) => (edge.node ? [{ ...edge, node: edge.node }] : []));
  return { edges: present, nodes: present.map(({ node }) => node), pageInfo };
}
