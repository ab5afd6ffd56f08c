import { signedIn } from '@ejazz/platform/viewer/viewer';
import { openMediaState } from '../domain/media-state';
import type { SubgraphResolvers } from '../generated/graphql';
import type { MediaModel } from '../models';

/** Why a subscription ends comes as its last event; graphql-js takes an error that is returned for one that is thrown. */
export const Subscription: SubgraphResolvers['Subscription'] = {
  mediaChanged: {
    subscribe: (_root, { id }, { deps, viewer }) => openMediaState(deps, signedIn(viewer), id),
    resolve: (media: MediaModel) => media,
  },
};
