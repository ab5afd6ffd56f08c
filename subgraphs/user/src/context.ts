import type { RequestContext } from '@ejazz/platform/subgraph/request-context';
import type { Deps } from './deps';
import { createLoaders, type Loaders } from './loaders';

/** What one request holds. */
export interface Context extends RequestContext {
  readonly deps: Deps;
  readonly loaders: Loaders;
}

export const createContext =
  (deps: Deps) =>
  (request: RequestContext): Context => ({ ...request, deps, loaders: createLoaders(deps, request.viewer) });
