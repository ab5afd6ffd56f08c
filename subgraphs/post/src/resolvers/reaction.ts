import { isId } from '@ejazz/platform/ids/id';
import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import type { Context } from '../context';
import { checkCursor } from '../domain/page';
import { countOf, type ReactionCounters, reactionCounts } from '../domain/reactions/kinds';
import { addReaction, likePost, removeReaction, unlikePost } from '../domain/reactions/react';
import { type ReactionPage, reactionKeyset } from '../domain/reactions/reaction-lists';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';

type Reacted = ReactionCounters & { readonly id: string; readonly reactionCount: number };

export const Reactable: SubgraphResolvers['Reactable'] = { __resolveType: ({ id }) => (isId('cmt', id) ? 'Comment' : 'Post') };

/** What posts and comments answer alike. */
export const reactions = {
  reactionCounts: (subject: Reacted) => reactionCounts(subject),
  viewerReaction: async ({ id }: Reacted, _args: unknown, { loaders }: Context) => (await loaders.viewerReaction.load(id))?.kind ?? null,
  viewerCanReact: (_subject: Reacted, _args: unknown, { viewer }: Context) => viewer.userId !== undefined,
  reactions: async (subject: Reacted, { first, ...args }: ReactionPage, { loaders }: Context) => {
    const page = { ...args, first: pageSize(first) };
    checkCursor('reactions', subject.id, page);
    const rows = await loaders.reactions.load({ parentId: subject.id, ...page });
    const made = connection(rows, page, {
      node: ({ actorId }) => ({ id: actorId }),
      keyset: reactionKeyset,
      extra: ({ kind, reactedAt }) => ({ kind, reactedAt }),
    });
    return { ...made, totalCount: page.kind ? countOf(subject, page.kind) : subject.reactionCount };
  },
};

export const reactionMutations: Pick<SubgraphResolvers['Mutation'], 'addReaction' | 'removeReaction' | 'likePost' | 'unlikePost'> = {
  addReaction: async (_root, { subjectId, kind }, { deps, viewer, loaders }) => {
    const { value: subject, userErrors } = await addReaction(deps, signedIn(viewer), subjectId, kind);
    forget(loaders);
    return { subject, userErrors };
  },
  removeReaction: async (_root, { subjectId }, { deps, viewer, loaders }) => {
    const { value: subject, userErrors } = await removeReaction(deps, signedIn(viewer), subjectId);
    forget(loaders);
    return { subject, userErrors };
  },
  likePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await likePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { post, userErrors };
  },
  unlikePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await unlikePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { post, userErrors };
  },
};
