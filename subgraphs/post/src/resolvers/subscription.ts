import { openCommentLog } from '../domain/comment-log';
import { openPostState } from '../domain/post-state';
import type { SubgraphResolvers } from '../generated/graphql';
import type { CommentEventModel, PostModel } from '../models';

/** Why a subscription ends comes as its last event; graphql-js takes an error that is returned for one that is thrown. */
export const Subscription: SubgraphResolvers['Subscription'] = {
  commentsChanged: {
    subscribe: (_root, { postId, after }, { deps, viewer }) => openCommentLog(deps, viewer.userId, postId, after),
    resolve: (event: CommentEventModel) => event,
  },
  postChanged: {
    subscribe: (_root, { id }, { deps, viewer }) => openPostState(deps, viewer.userId, id),
    resolve: (post: PostModel) => post,
  },
};

const types = { added: 'CommentAdded', deleted: 'CommentDeleted', gap: 'CommentGap' } as const;

export const CommentEvent: SubgraphResolvers['CommentEvent'] = {
  __resolveType: ({ kind }) => types[kind],
};
