import { signedIn } from '@ejazz/platform/viewer/viewer';
import { createUpload } from '../domain/create-upload';
import { type ContentType, contentTypes, mediaLimits } from '../domain/limits';
import { quotaOf } from '../domain/quota';
import { updateMedia } from '../domain/update-media';
import type { SubgraphResolvers } from '../generated/graphql';

export const Query: SubgraphResolvers['Query'] = {
  mediaLimits: (_root, _args, { deps }) => ({ ...mediaLimits, quota: quotaOf(deps.env), contentTypes: Object.keys(contentTypes) as ContentType[] }),
};

export const Mutation: SubgraphResolvers['Mutation'] = {
  createMediaUpload: async (_root, { input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await createUpload(deps, signedIn(viewer), input);
    return {
      media: value && (await loaders.media.load(value.mediaId)),
      upload: value?.upload ? { ...value.upload, headers: [...value.upload.headers], fields: [...value.upload.fields] } : null,
      clientRequestId: input.clientRequestId ?? null,
      userErrors,
    };
  },
  updateMedia: async (_root, { id, input }, { deps, viewer, loaders }) => {
    const { value, userErrors } = await updateMedia(deps, signedIn(viewer), id, input);
    loaders.media.clear(id);
    return { media: value && (await loaders.media.load(id)), userErrors };
  },
};
