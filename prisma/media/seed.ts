import type { DemoPicture } from '@ejazz/demo/pictures';
import { type Sowing, sow } from '@ejazz/demo/sow';
import type { Deps } from '@ejazz/media/deps';
import { storePicture } from '@ejazz/media/domain/store-picture';
import sharp from 'sharp';

/** Draws the pictures and stores them as if their owners had uploaded them. */
export const seedPictures = (deps: Deps, pictures: readonly DemoPicture[], sowing?: Sowing): Promise<void> =>
  sow(
    pictures,
    async ({ id, ownerId, svg, altText, takenAt }) => {
      const photograph = await sharp(Buffer.from(svg)).jpeg().toBuffer();
      await storePicture(deps, ownerId, photograph, { id, altText, createdAt: takenAt });
    },
    { concurrency: 2, ...sowing },
  );
