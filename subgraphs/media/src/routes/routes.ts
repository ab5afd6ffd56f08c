import type { Route } from '@ejazz/platform/http/http-server';
import type { Deps } from '../deps';
import { pictureRoute } from './picture';
import { uploadRoute } from './upload';

/** What clients ask of this service without the gateway: bytes. */
export const mediaRoutes = (deps: Deps): Route[] => [uploadRoute(deps), pictureRoute(deps)];
