import { resolve } from 'node:path';
import type { Deps } from '../deps';
import type { MediaEnv } from '../env';
import { createCloudinaryStore } from './cloudinary/cloudinary-store';
import { createLocalStore } from './local-store';

/** Pictures that are worked on at a time; each may take 200 MB. */
export const renderings = 2;

/** Cloudinary where it is set, else a folder of this machine. */
export function createStore(env: MediaEnv, more: Pick<Deps, 'publicUrl' | 'clock' | 'log'>): Pick<Deps, 'store' | 'local' | 'cloudinary'> {
  if (env.CLOUDINARY_URL) {
    const cloudinary = createCloudinaryStore({ url: env.CLOUDINARY_URL, ...more });
    return { store: cloudinary, cloudinary, local: undefined };
  }
  const local = createLocalStore({ folder: resolve(env.MEDIA_DIR), secret: env.MEDIA_SECRET, renderings, ...more });
  return { store: local, local, cloudinary: undefined };
}
