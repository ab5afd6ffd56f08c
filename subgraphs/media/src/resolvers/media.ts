import type { Context } from '../context';
import { failureMessages } from '../domain/failure';
import { pictureUrl } from '../domain/picture-url';
import type { MediaVariant, SubgraphResolvers } from '../generated/graphql';
import type { MediaModel } from '../models';

function image(media: MediaModel, variant: MediaVariant, { deps, viewer }: Context) {
  const [width, height] = variant === 'FULL' ? [media.width, media.height] : [media.thumbnailWidth, media.thumbnailHeight];
  return width && height ? { url: pictureUrl(deps, media, variant, viewer.userId), width, height } : null;
}

export const Media: SubgraphResolvers['Media'] = {
  __resolveReference: ({ id }, { loaders }) => loaders.media.load(id),
  kind: () => 'IMAGE',
  failure: ({ failure }) => failure && { code: failure, message: failureMessages[failure] },
  altText: ({ altText }) => altText ?? '',
  variant: (media, { name }, context) => image(media, name, context),
  thumbnail: (media, _args, context) => image(media, 'THUMBNAIL', context),
};
