import { onCommentCreated } from './comment-created';
import { onCommentDeleted } from './comment-deleted';
import { onFollowChanged } from './follow-changed';
import { onLikeChanged } from './like-changed';
import { onPostDeleted } from './post-deleted';

/** Everything this service reacts to. */
export const handlers = [onCommentCreated, onCommentDeleted, onFollowChanged, onLikeChanged, onPostDeleted];
