import { onFollowChanged } from './follow-changed';
import { onMediaReady } from './media-ready';

/** Everything this service reacts to. */
export const handlers = [onFollowChanged, onMediaReady];
