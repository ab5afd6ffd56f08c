export { createCacheExchange } from './urql/cache.ts';
export { clientOptions, liveExchange, type UrqlOptions } from './urql/client-options.ts';
