import type { EventDefinition } from '@ejazz/platform/events/define-event';
import { mediaReady } from './media';
import { commentCreated, commentDeleted, likeChanged, postDeleted, postPublished } from './post';
import { avatarChanged, followChanged } from './user';

/** Every event there is. docs/events.md is generated from it: `npm run reference`. */
export const catalogue: readonly EventDefinition[] = [
  followChanged,
  avatarChanged,
  postPublished,
  postDeleted,
  likeChanged,
  commentCreated,
  commentDeleted,
  mediaReady,
];
