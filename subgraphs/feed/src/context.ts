import type { RequestContext } from '@ejazz/platform/subgraph/request-context';
import type { Deps } from './deps';

/** What one request holds. */
export interface Context extends RequestContext {
  readonly deps: Deps;
}

export const createContext =
  (deps: Deps) =>
  (request: RequestContext): Context => ({ ...request, deps });
