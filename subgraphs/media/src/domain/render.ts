import sharp from 'sharp';
import { reading, unreadable } from './inspect';

export interface Rendered {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture in the sizes that are kept. */
export interface Picture {
  readonly full: Rendered;
  readonly thumbnail: Rendered;
}

const sides = { full: 2048, thumbnail: 320 };
const timeoutSeconds = 20;
// Beside the default effort of 4: less than half the time, for files 3 % larger.
const encoding = { quality: 82, effort: 2 };

/** Makes the sizes of a file that was inspected; what it said beside the picture is left behind. */
export async function render(source: string | Buffer): Promise<Picture> {
  const full = await readable(fit(sharp(source, reading).autoOrient(), sides.full));
  return { full, thumbnail: await readable(fit(sharp(full.content), sides.thumbnail)) };
}

const fit = (picture: sharp.Sharp, side: number) =>
  picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true }).webp(encoding).timeout({ seconds: timeoutSeconds });

async function readable(picture: sharp.Sharp): Promise<Rendered> {
  const { data: content, info } = await picture.toBuffer({ resolveWithObject: true }).catch(unreadable);
  return { content, width: info.width, height: info.height };
}
