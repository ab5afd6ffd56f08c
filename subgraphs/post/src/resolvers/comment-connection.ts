import { connection, pageSize } from '@ejazz/platform/pagination/connection';
import type { Context } from '../context';
import { type CommentPage, commentKeyset, commentList } from '../domain/comment-lists';
import { commentCursor } from '../domain/comment-log';
import { checkCursor } from '../domain/page';
import type { CommentConnectionModel, PostModel } from '../models';

interface Below {
  /** The post or the comment that they stand below. */
  readonly id: string;
  readonly totalCount: number;
  /** The post as it was before they are read: what is told after its last change is none of theirs. */
  readonly post: Pick<PostModel, 'id' | 'lastCommentPosition'>;
}

export async function commentsBelow(
  { id, totalCount, post }: Below,
  { first, ...args }: CommentPage,
  { loaders }: Context,
): Promise<CommentConnectionModel> {
  const page = { ...args, first: pageSize(first) };
  checkCursor(commentList(page.sort), id, page);
  const comments = await loaders.comments.load({ parentId: id, ...page });
  const liveCursor = commentCursor({ postId: post.id, position: post.lastCommentPosition });
  return { ...connection(comments, page, { node: (item) => item, keyset: commentKeyset(page.sort) }), totalCount, liveCursor };
}
