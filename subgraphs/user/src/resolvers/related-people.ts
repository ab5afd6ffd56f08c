import { connection, type PageArgs, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { countRelated, type RelationList, relatedPeople, relationKeyset } from '../domain/graph/relation-lists';
import { peopleYouMayKnow, suggestionKeyset } from '../domain/graph/suggestions';
import type { SubgraphResolvers } from '../generated/graphql';
import type { UserModel } from '../models';

/** One of a person's own lists. Who cannot be seen just now leaves a gap, and the list goes on behind it. */
export const ownList =
  (list: RelationList) =>
  async ({ id }: { readonly id: string }, args: PageArgs, { deps, loaders }: Context) => {
    const page = { first: pageSize(args.first), after: args.after };
    const rows = await relatedPeople(deps.db, list, id, page, deps.clock.now());
    const person = list === 'blockedPeople' ? loaders.blockedPerson : loaders.user;
    const people = await peopleBy(
      person,
      rows.map(({ userId }) => userId),
    );
    const { edges, pageInfo } = connection(rows, page, {
      node: ({ userId }) => people.get(userId),
      keyset: relationKeyset(list, id),
      extra: ({ since }) => ({ since }),
    });
    return { ...present(edges), pageInfo, list, ownerId: id };
  };

export const PersonConnection: SubgraphResolvers['PersonConnection'] = {
  totalCount: ({ list, ownerId }, _args, { deps }) => countRelated(deps.db, list, ownerId, deps.clock.now()),
};

export async function suggestions({ id }: { readonly id: string }, args: PageArgs, { deps, loaders }: Context) {
  const page = { first: pageSize(args.first), after: args.after };
  const rows = await peopleYouMayKnow(deps.db, id, page, deps.clock.now());
  const people = await peopleBy(
    loaders.user,
    rows.flatMap(({ userId, viaIds }) => [userId, ...viaIds]),
  );
  const { edges, pageInfo } = connection(rows, page, {
    node: ({ userId }) => people.get(userId),
    keyset: suggestionKeyset(id),
    extra: ({ reason, viaIds, viaCount }) => ({ reason, viaCount, via: viaIds.flatMap((via) => people.get(via) ?? []) }),
  });
  return { ...present(edges), pageInfo };
}

async function peopleBy(loader: Context['loaders']['user'], ids: readonly string[]): Promise<ReadonlyMap<string, UserModel>> {
  const found = await Promise.all(ids.map((id) => loader.load(id)));
  return new Map(found.flatMap((user) => (user ? [[user.id, user] as const] : [])));
}

function present<E extends { readonly node: UserModel | undefined }>(all: readonly E[]) {
  const edges = all.flatMap((edge) => (edge.node ? [{ ...edge, node: edge.node }] : []));
  return { edges, nodes: edges.map(({ node }) => node) };
}
