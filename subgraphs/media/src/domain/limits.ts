/** What an upload must keep to; published as `mediaLimits`. */
export const mediaLimits = { maxByteSize: 10 * 1024 * 1024, maxPixels: 50_000_000, maxSidePixels: 16_384, maxAltTextLength: 1_000 } as const;

export const contentTypes = {
  IMAGE_JPEG: 'image/jpeg',
  IMAGE_PNG: 'image/png',
  IMAGE_WEBP: 'image/webp',
  IMAGE_GIF: 'image/gif',
  IMAGE_AVIF: 'image/avif',
} as const;

export type ContentType = keyof typeof contentTypes;
