import type { Context } from '../context';
import { failureMessages } from '../domain/failure';
import { focusOf, isShown } from '../domain/focus';
import { pictureUrl } from '../domain/picture-url';
import { frameOf } from '../domain/variants';
import type { MediaFormat, MediaVariant, SubgraphResolvers } from '../generated/graphql';
import type { MediaModel } from '../models';

function image(media: MediaModel, variant: MediaVariant, format: MediaFormat, { deps, viewer }: Context) {
  if (!isShown(media)) return null;
  const { width, height } = frameOf(variant, media, focusOf(media));
  return { url: pictureUrl(deps, media, { variant, format }, viewer.userId), width, height };
}

export const Media: SubgraphResolvers['Media'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.media.load(id),
  kind: () => 'IMAGE',
  failure: ({ failure }) => failure && { code: failure, message: failureMessages[failure] },
  altText: ({ altText }) => altText ?? '',
  focalPoint: focusOf,
  isAnimated: ({ animated }) => animated,
  variant: (media, { name, format }, context) => image(media, name, format, context),
  thumbnail: (media, _args, context) => image(media, 'THUMBNAIL', 'WEBP', context),
};
