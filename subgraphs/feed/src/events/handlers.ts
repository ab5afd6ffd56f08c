import { onAccountChanged } from './account-changed';
import { onBlockChanged } from './block-changed';
import { onFollowChanged } from './follow-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onMuteChanged } from './mute-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';

/** Everything this service reacts to. */
export const handlers = [onAccountChanged, onBlockChanged, onFollowChanged, onFriendshipChanged, onMuteChanged, onPostDeleted, onPostPublished];
