import { onAccountChanged } from './account-changed';
import { onBlockChanged } from './block-changed';
import { onCommentCreated } from './comment-created';
import { onCommentDeleted } from './comment-deleted';
import { onFollowChanged } from './follow-changed';
import { onFollowRequestChanged } from './follow-request-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onMuteChanged } from './mute-changed';
import { onPeopleNamed } from './people-named';
import { onPostDeleted } from './post-deleted';
import { onReactionChanged } from './reaction-changed';
import { onRepostChanged } from './repost-changed';

/** Everything this service reacts to. */
export const handlers = [
  onAccountChanged,
  onBlockChanged,
  onCommentCreated,
  onCommentDeleted,
  onFollowChanged,
  onFollowRequestChanged,
  onFriendshipChanged,
  onMuteChanged,
  onPeopleNamed,
  onPostDeleted,
  onReactionChanged,
  onRepostChanged,
];
