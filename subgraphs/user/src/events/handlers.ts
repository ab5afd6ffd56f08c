import { onMediaReady } from './media-ready';

/** Everything this service reacts to. */
export const handlers = [onMediaReady];
