import { onMediaDeleted } from './media-deleted';
import { onMediaReady } from './media-ready';

/** Everything this service reacts to. */
export const handlers = [onMediaDeleted, onMediaReady];
