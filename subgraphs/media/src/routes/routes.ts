import type { Route } from '@ejazz/platform/http/http-server';
import type { Deps } from '../deps';
import { cloudinaryRoute } from './cloudinary';
import { pictureRoute } from './picture';
import { uploadRoute } from './upload';

/** What clients ask of this service without the gateway, bytes, and what Cloudinary tells it. */
export const mediaRoutes = (deps: Deps): Route[] => [
  pictureRoute(deps),
  ...(deps.local ? [uploadRoute(deps, deps.local)] : []),
  ...(deps.cloudinary ? [cloudinaryRoute(deps, deps.cloudinary)] : []),
];
