import type { Media } from '../generated/prisma/client';
import type { FocalPoint, Size } from './variants';

/** What a picture is about; the middle unless its owner has said. */
export const focusOf = ({ focalX, focalY }: Pick<Media, 'focalX' | 'focalY'>): FocalPoint => ({ x: focalX ?? 0.5, y: focalY ?? 0.5 });

/** Whether there is something to be shown of a file. */
export const isShown = <M extends Pick<Media, 'status' | 'revision' | 'width' | 'height'>>(
  media: M,
): media is M & Size & { readonly revision: string } =>
  media.status === 'READY' && media.revision !== null && media.width !== null && media.height !== null;
