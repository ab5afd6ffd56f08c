import type { ByIdOption } from '../documents/by-id.ts';
import type { SavedDocument } from '../documents/saved-document.ts';
import type { Session } from '../session/session.ts';
import { sessionFetch } from '../session/session-fetch.ts';
import { type Answer, Faulty } from './answer.ts';
import { type App, appHeaders } from './app.ts';

export interface FetchClientOptions extends ByIdOption {
  /** The gateway's endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Absent: every request is anonymous. */
  readonly session?: Session;
  /** Who asks, for the operators' figures and the schema check: a name and a version of the front end. */
  readonly app?: App;
  readonly fetch?: typeof fetch;
}

export interface FetchClient {
  /** The whole answer. Rejects when there is none: NoAnswer, SessionUnreachable, or the AbortError of the given signal. */
  send<Data, Variables>(document: SavedDocument<Data, Variables>, ...rest: Rest<Variables>): Promise<Answer<Data>>;
  /** The data of an answer without faults; rejects with Faulty otherwise. */
  data<Data, Variables>(document: SavedDocument<Data, Variables>, ...rest: Rest<Variables>): Promise<Data>;
}

/** Variables may be left out where none is required. */
type Rest<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: { signal?: AbortSignal }]
    : [variables: Variables, options?: { signal?: AbortSignal }];

/** Nothing that is GraphQL came back. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** HTTP status; undefined when the request did not get through. */
  readonly status: number | undefined;
  constructor(message: string, status: number | undefined, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

/** Typed operations over plain HTTP. */
export function createFetchClient(options: FetchClientOptions): FetchClient {
  const { url, session, app, byId = false, fetch = (...request) => globalThis.fetch(...request) } = options;
  const request = session ? sessionFetch(session, fetch) : fetch;
  const send: FetchClient['send'] = async ({ id, text, name }, ...[variables, options]) => {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', ...appHeaders(app) },
      body: JSON.stringify({ ...(byId ? { documentId: id } : { query: text }), operationName: name, variables: variables ?? {} }),
      ...(options?.signal && { signal: options.signal }),
    }).catch((error: unknown) => {
      if (error instanceof TypeError) throw new NoAnswer(`${url} does not answer.`, undefined, error);
      throw error;
    });
    const answer: unknown = await response.json().catch(() => undefined);
    options?.signal?.throwIfAborted();
    if (!isAnswer(answer)) throw new NoAnswer(`${url} answers HTTP ${response.status} with something that is no GraphQL.`, response.status);
    // What stands in `data` has the document's type: the gateway validates operations against the schema that the types were made of.
    return answer as Answer<never>;
  };
  return {
    send,
    async data(document, ...rest) {
      const { data, errors } = await send(document, ...rest);
      if (errors || !data) throw new Faulty(errors ?? [{ message: 'The answer has no data.' }]);
      return data;
    },
  };
}

const isAnswer = (value: unknown): boolean => typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
