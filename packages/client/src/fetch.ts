export { type Answer, Faulty } from './fetch/answer.ts';
export { createFetchClient, type FetchClient, type FetchClientOptions, NoAnswer } from './fetch/fetch-client.ts';
