export { connectionPolicy } from './apollo/connection-policy.ts';
export { createCache } from './apollo/create-cache.ts';
export { createLink, type LinkOptions, liveLink } from './apollo/links.ts';
