import type { Context } from '../context';
import type { CommentPage } from '../domain/comment-lists';
import type { ThreadItem as Item } from '../domain/visibility';
import type { SubgraphResolvers } from '../generated/graphql';
import { commentsBelow } from './comment-connection';

/** What comments and their placeholders answer alike. */
export const thread = {
  post: ({ postId }: Item, _args: unknown, { loaders }: Context) => loaders.post.load(postId),
  parent: ({ belowId, postId }: Item, _args: unknown, { loaders }: Context) => (belowId === postId ? null : loaders.threadItem.load(belowId)),
  replies: async ({ id, postId, replyCount }: Item, page: CommentPage, context: Context) => {
    const post = await context.loaders.post.load(postId);
    return post && commentsBelow({ id, totalCount: replyCount, post }, page, context);
  },
};

export const ThreadItem: SubgraphResolvers['ThreadItem'] = { __resolveType: ({ available }) => (available ? 'Comment' : 'UnavailableComment') };
export const UnavailableComment: SubgraphResolvers['UnavailableComment'] = thread;
