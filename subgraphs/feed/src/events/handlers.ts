import { onAccountChanged } from './account-changed';
import { onBlockChanged } from './block-changed';
import { onFollowChanged } from './follow-changed';
import { onFriendshipChanged } from './friendship-changed';
import { onMuteChanged } from './mute-changed';
import { onPostDeleted } from './post-deleted';
import { onPostPublished } from './post-published';
<<<<<<< HEAD
import { onPostTagged } from './post-tagged';
=======
import { onRepostChanged } from './repost-changed';
>>>>>>> 7631fea (Posts are passed on and quoted, kept, and searched for; feeds show what those one follows pass on, once; mentions, reposts and quotes are notified to who may see them)

/** Everything this service reacts to. */
export const handlers = [
  onAccountChanged,
  onBlockChanged,
  onFollowChanged,
  onFriendshipChanged,
  onMuteChanged,
  onPostDeleted,
  onPostPublished,
<<<<<<< HEAD
  onPostTagged,
=======
  onRepostChanged,
>>>>>>> 7631fea (Posts are passed on and quoted, kept, and searched for; feeds show what those one follows pass on, once; mentions, reposts and quotes are notified to who may see them)
];
