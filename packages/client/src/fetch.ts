export { type Answer, createFetchClient, Faulty, type FetchClient, type FetchClientOptions, NoAnswer } from './fetch/fetch-client.ts';
