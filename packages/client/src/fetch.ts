export { type Answer, Faulty } from './fetch/answer.ts';
export type { App } from './fetch/app.ts';
export { createFetchClient, type FetchClient, type FetchClientOptions, NoAnswer } from './fetch/fetch-client.ts';
