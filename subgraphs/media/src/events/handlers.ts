import { onAvatarChanged } from './avatar-changed';
import { onFollowChanged } from './follow-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';

export const handlers = [onAvatarChanged, onFollowChanged, onPostDeleted, onPostPublished];
