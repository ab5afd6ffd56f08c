import type { Connection } from '@ejazz/platform/pagination/connection';
import type { CommentEvent } from './domain/comment-log';
import type { Facet } from './domain/facets/facet';
import type { ThreadItem } from './domain/visibility';
import type { Post, PostRevision } from './generated/prisma/client';

/** A post that the person asking may see: `domain/visibility.ts` has let it through. */
export type PostModel = Post;

/** What a post said once, of which the same file has let it through. */
export type PostRevisionModel = PostRevision;

/** A comment of a post that the person asking may see. */
export type CommentModel = ThreadItem;

/** A comment, or the place of one. */
export type ThreadItemModel = ThreadItem;
export type UnavailableCommentModel = ThreadItem;

export type CommentEventModel = CommentEvent;
export type CommentAddedModel = Extract<CommentEvent, { kind: 'added' }>;
export type CommentDeletedModel = Extract<CommentEvent, { kind: 'deleted' }>;
export type CommentGapModel = Extract<CommentEvent, { kind: 'gap' }>;

/** A page of what stands directly below a post or a comment. */
export type CommentConnectionModel = Connection<ThreadItemModel> & { readonly totalCount: number; readonly liveCursor: string };

export type ReactableModel = PostModel | CommentModel;

/** A person of the user service. */
export interface UserModel {
  readonly id: string;
}

/** A file of the media service. */
export interface MediaModel {
  readonly id: string;
}

/** A page of posts; those of a hashtag are not counted. */
export type PostConnectionModel = Connection<PostModel> & { readonly authorId?: string };

/** The signed-in person, known by id alone. */
export interface ViewerModel {
  readonly id: string;
}

/** What is quoted and cannot be seen. */
export interface UnavailablePostModel {
  readonly id: string;
  readonly unavailable: true;
}

export type QuotedPostModel = PostModel | UnavailablePostModel;

export type FacetModel = Facet;
export type MentionFacetModel = Extract<Facet, { kind: 'mention' }>;
export type HashtagFacetModel = Extract<Facet, { kind: 'hashtag' }>;
export type LinkFacetModel = Extract<Facet, { kind: 'link' }>;

/** A hashtag by its one name. */
export interface HashtagModel {
  readonly name: string;
}
