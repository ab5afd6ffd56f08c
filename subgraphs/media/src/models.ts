import type { VisibleMedia } from './domain/visibility';

/** A file that the person asking may see. */
export type MediaModel = VisibleMedia;
