import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const mediaSettings = {
  ...subgraphSettings(4003),
  MEDIA_SECRET: setting.requiredSecret('key that signs addresses of uploads and pictures'),
  MEDIA_DIR: setting.text('.ejazz/media', 'folder that keeps the files'),
  MEDIA_UNUSED_HOURS: setting.integer(24, { min: 1, max: 8_760 }, 'hours after which a file that is in no post and no profile is deleted'),
  MEDIA_QUOTA_FILES: setting.integer(20_000, { min: 1, max: 10_000_000 }, 'files that one person may have'),
  MEDIA_QUOTA_MB: setting.integer(10_000, { min: 1, max: 10_000_000 }, 'megabytes (of what was sent) that one person may have'),
  CLOUDINARY_URL: setting.optionalCloudinaryUrl('keeps files at Cloudinary: cloudinary://<key>:<secret>@<cloud>; absent: in MEDIA_DIR'),
  PUBLIC_URL: setting.optionalUrl('where clients reach this service for uploads and pictures; absent: where it listens'),
};

export type MediaEnv = Env<typeof mediaSettings>;

export const readMediaEnv = (source: EnvSource = process.env): MediaEnv => readEnv(mediaSettings, source);
