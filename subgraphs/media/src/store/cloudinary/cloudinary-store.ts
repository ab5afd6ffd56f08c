import type { Clock } from '@ejazz/platform/clock/clock';
import type { Logger } from '@ejazz/platform/log/logger';
import { mediaLimits } from '../../domain/limits';
import { Refusal } from '../../domain/refusal';
import { measure } from '../../domain/render';
import { targetLifetimeSeconds } from '../../domain/upload-target';
import type { Format, Variant } from '../../domain/variants';
import type { MediaStore, Shown } from '../media-store';
import { cloudinaryAccount } from './account';
import { openDelivered, readDelivered } from './delivered';
import { type Arrival, readNotification } from './notification';
import { eager, transformationOf } from './transformations';

/** Files at Cloudinary: clients send them there, it makes the variants, and tells us by a webhook that one has arrived. */
export interface CloudinaryStore extends MediaStore {
  /** What a webhook says; undefined when it is of no concern. Refuses what Cloudinary did not sign just now. */
  arrival(notification: {
    readonly body: string;
    readonly timestamp: string | undefined;
    readonly signature: string | undefined;
  }): Arrival | undefined;
}

export interface CloudinaryStoreOptions {
  /** cloudinary://key:secret@cloud */
  readonly url: string;
  readonly publicUrl: () => string;
  readonly clock: Clock;
  readonly log: Logger;
}

export const notificationPath = '/cloudinary/notifications';

/** Nothing is delivered without a signature. */
const kind = { resource_type: 'image', type: 'authenticated' } as const;
/** For how long Cloudinary takes a signature. */
const signatureSeconds = 3_600;
const full = 0;

export function createCloudinaryStore({ url, publicUrl, clock, log }: CloudinaryStoreOptions): CloudinaryStore {
  const account = cloudinaryAccount(url);
  let loaded: typeof import('cloudinary').v2 | undefined;
  const sdk = () => {
    if (!loaded) throw new Error('The store is not prepared.');
    return loaded;
  };
  const deliveryUrl = (media: Shown, variant: Variant, format: Format) =>
    sdk().url(media.id, {
      ...account,
      ...kind,
      version: media.revision,
      raw_transformation: transformationOf(variant, format, media),
      sign_url: true,
      long_url_signature: true,
    });

  async function destroy(id: string): Promise<void> {
    const { result } = await sdk().uploader.destroy(id, { ...account, ...kind, invalidate: true });
    if (result !== 'ok' && result !== 'not found') throw new Error(`Cloudinary did not delete ${id}: ${result}`);
  }

  return {
    async prepare() {
      // Its dependencies are worth a tenth of a second: only where it is used.
      loaded = (await import('cloudinary')).v2;
      log.info({ cloud: account.cloud_name }, 'files are kept at Cloudinary');
    },
    uploadTarget({ mediaId }) {
      const now = Math.floor(clock.now().getTime() / 1_000);
      const signed = {
        ...{ public_id: mediaId, type: kind.type, overwrite: 'false', allowed_formats: 'jpg,png,webp,gif,avif' },
        ...{ eager, eager_async: 'true', notification_url: publicUrl() + notificationPath },
        // Its signatures are good for an hour; ours for a quarter of one.
        timestamp: String(now + targetLifetimeSeconds - signatureSeconds),
      };
      const fields: Record<string, string> = sdk().utils.sign_request(signed, account);
      return {
        url: sdk().utils.api_url('upload', { ...account, ...kind }),
        method: 'POST',
        headers: [],
        fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
        expiresAt: new Date((now + targetLifetimeSeconds) * 1_000),
      };
    },
    arrival: (notification) => readNotification(notification, (body, timestamp) => sdk().utils.webhook_signature(body, timestamp, account), clock),
    async process(media) {
      // What a webhook says only sets this off: what there is, is asked of Cloudinary.
      const found = await sdk().api.resource(media.id, { ...account, ...kind });
      const { maxByteSize, maxPixels, maxSidePixels } = mediaLimits;
      if (found.bytes > maxByteSize) throw new Refusal('TOO_LARGE', `A picture has at most ${maxByteSize} bytes.`);
      if (found.width * found.height > maxPixels || Math.max(found.width, found.height) > maxSidePixels) {
        throw new Refusal('DIMENSIONS_TOO_LARGE', `A picture has at most ${maxPixels / 1e6} million pixels, and ${maxSidePixels} on a side.`);
      }
      const shown = await readDelivered(deliveryUrl({ ...media, width: full, height: full }, 'FULL', 'WEBP'));
      if (!shown) throw new Refusal('IMAGE_UNREADABLE', 'Cloudinary could make nothing of the picture.');
      return measure(shown);
    },
    forgetOriginal: async () => undefined,
    open: (media, variant, format) => openDelivered(deliveryUrl(media, variant, format)),
    publicUrl: deliveryUrl,
    remove: ({ id }) => destroy(id),
    async collect(before, spokenOf) {
      let cursor: string | undefined;
      do {
        const page = await sdk().api.resources({ ...account, ...kind, prefix: 'med_', max_results: 500, ...(cursor && { next_cursor: cursor }) });
        const old = page.resources.filter(({ created_at }: { created_at: string }) => new Date(created_at) < before);
        const known = new Set((await spokenOf(old.map(idOf))).map(({ id }) => id));
        for (const id of old.map(idOf)) if (!known.has(id)) await destroy(id);
        cursor = page.next_cursor;
      } while (cursor);
    },
  };
}

const idOf = ({ public_id }: { public_id: string }) => public_id;
