import { onAccountChanged } from './account-changed';
import { onAvatarChanged } from './avatar-changed';
import { onBlockChanged } from './block-changed';
import { onFollowChanged } from './follow-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';

export const handlers = [onAccountChanged, onAvatarChanged, onBlockChanged, onFollowChanged, onFriendshipChanged, onPostDeleted, onPostPublished];
