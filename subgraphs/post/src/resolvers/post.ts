import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import { signedIn } from '@ejazz/platform/viewer/viewer';
import type { SaidContent } from '../domain/content';
import { createPost } from '../domain/create-post';
import { deletePost } from '../domain/delete-post';
import { readFacets } from '../domain/facets/facet';
import { checkCursor } from '../domain/page';
import { postLimits } from '../domain/post-rules';
import { revisionKeyset } from '../domain/revision-lists';
import { updatePost } from '../domain/update-post';
import type { SubgraphResolvers } from '../generated/graphql';
import { forget } from '../loaders';
import { commentsBelow } from './comment-connection';
import { hashtag } from './hashtag';
import { reactions } from './reaction';
import { searches } from './search';
import { sharing } from './sharing';

export const Query: SubgraphResolvers['Query'] = {
  post: (_root, { id }, { loaders }) => loaders.post.load(id),
  ...searches,
  viewer: (_root, _args, { viewer }) => (viewer.userId ? { id: viewer.userId } : null),
  hashtag: (_root, { name }) => hashtag(name),
  postLimits: () => ({
    maxTextLength: postLimits.text.characters,
    maxTextBytes: postLimits.text.bytes,
    maxContentWarningLength: postLimits.contentWarning.characters,
    maxMedia: postLimits.media,
    maxAltTextLength: postLimits.altText.characters,
    maxCommentLength: postLimits.comment.characters,
    maxCommentBytes: postLimits.comment.bytes,
  }),
};

const attachments = ({ mediaIds, altTexts }: SaidContent) => mediaIds.map((id, index) => ({ media: { id }, altText: altTexts[index] || null }));

export const Post: SubgraphResolvers['Post'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.post.load(id),
  author: ({ authorId }) => ({ id: authorId }),
  media: ({ mediaIds }) => mediaIds.map((id) => ({ id })),
  attachments,
  facets: ({ facets }) => [...readFacets(facets)],
  ...reactions,
  ...sharing,
  viewerHasBookmarked: async ({ id }, _args, { loaders }) => (await loaders.viewerMarks.load(id))?.bookmarked ?? false,
  viewerHasLiked: async ({ id }, _args, { loaders }) => (await loaders.viewerReaction.load(id))?.kind === 'LIKE',
  viewerCanComment: (_post, _args, { viewer }) => viewer.userId !== undefined,
  viewerCanUpdate: ({ authorId }, _args, { viewer }) => viewer.userId === authorId,
  viewerCanDelete: ({ authorId }, _args, { viewer }) => viewer.userId === authorId,
  revisions: async ({ id }, { after, ...args }, { loaders }) => {
    const page = { first: pageSize(args.first), after };
    checkCursor('revisions', id, page);
    return connection(await loaders.revisions.load({ parentId: id, ...page }), page, { node: (revision) => revision, keyset: revisionKeyset });
  },
  comments: (post, page, context) => commentsBelow({ id: post.id, totalCount: post.commentCount, post }, page, context),
};

export const PostRevision: SubgraphResolvers['PostRevision'] = { attachments, facets: ({ facets }) => [...readFacets(facets)] };

export const PostConnection: SubgraphResolvers['PostConnection'] = {
  totalCount: async ({ authorId }, _args, { loaders }) => (authorId === undefined ? null : ((await loaders.postCount.load(authorId))?.count ?? 0)),
};

export const postMutations: Pick<SubgraphResolvers['Mutation'], 'createPost' | 'updatePost' | 'deletePost'> = {
  createPost: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await createPost(deps, signedIn(viewer), input);
    forget(loaders);
    return { post: value ?? null, clientRequestId: input.clientRequestId ?? null, userErrors };
  },
  updatePost: async (_root, { id, input }, { deps, viewer, loaders }) => {
    const { value: post, userErrors } = await updatePost(deps, signedIn(viewer), id, input);
    forget(loaders);
    return { post, userErrors };
  },
  deletePost: async (_root, { id }, { deps, viewer, loaders }) => {
    const { value: deletedPostId, userErrors } = await deletePost(deps, signedIn(viewer), id);
    forget(loaders);
    return { deletedPostId, userErrors };
  },
};
