import type { Connection } from '@ejazz/platform/pagination/connection';
import type { Comment, Post } from './generated/prisma/client';

/** A post that the person asking may see: `domain/visibility.ts` has let it through. */
export type PostModel = Post;

/** A comment of a post that the person asking may see. */
export type CommentModel = Comment;

/** A person of the user service. */
export interface UserModel {
  readonly id: string;
}

/** A file of the media service. */
export interface MediaModel {
  readonly id: string;
}

/** A page of one person's posts. */
export type PostConnectionModel = Connection<PostModel> & { readonly authorId: string };
