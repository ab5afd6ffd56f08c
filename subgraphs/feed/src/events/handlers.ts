import { onFollowChanged } from './follow-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';

/** Everything this service reacts to. */
export const handlers = [onFollowChanged, onPostDeleted, onPostPublished];
