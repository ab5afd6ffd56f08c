import { onAccountChanged } from './account-changed';
import { onBlockChanged } from './block-changed';
import { onFollowChanged } from './follow-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onMuteChanged } from './mute-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';
import { onPostTagged } from './post-tagged';
import { onRepostChanged } from './repost-changed';

/** Everything this service reacts to. */
export const handlers = [
  onAccountChanged,
  onBlockChanged,
  onFollowChanged,
  onFriendshipChanged,
  onMuteChanged,
  onPostDeleted,
  onPostPublished,
  onPostTagged,
  onRepostChanged,
];
