import { onAccountChanged } from './account-changed';
import { onBlockChanged } from './block-changed';
import { onFollowChanged } from './follow-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onMediaDeleted } from './media-deleted';
import { onMediaReady } from './media-ready';
import { onUserNamed } from './user-named';

/** Everything this service reacts to. */
export const handlers = [onAccountChanged, onBlockChanged, onFollowChanged, onFriendshipChanged, onMediaDeleted, onMediaReady, onUserNamed];
