import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import { Fault, formatFault } from '../errors/fault';
import { currentScope, statementsHeader } from '../request/scope';
import { BodyTooLarge, readBody } from './body';
import type { Route } from './http-server';
import { respond } from './respond';

export interface GraphqlRouteOptions<C extends BaseContext> {
  readonly server: ApolloServer<C>;
  readonly context: (request: IncomingMessage, signal: AbortSignal) => Promise<C>;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly methods?: readonly string[];
  /** Rewrites what names a document, before GraphQL sees it. */
  readonly rewrite?: (request: { body: unknown; search: string }) => { body: unknown; search: string };
  /** Why so many operations are not taken as one request, a JSON array; undefined when they are. */
  readonly refuseBatch?: (size: number) => Fault | undefined;
  /** Milliseconds after which the caller's signal aborts as if it had gone. */
  readonly deadline?: (request: IncomingMessage) => number | undefined;
  /** Answers a request itself (returning true) before GraphQL sees it. */
  readonly guard?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Answers a request itself (resolving with true) whose body is read. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse, body: unknown) => Promise<boolean>;
}

/** `/graphql` over HTTP on an Apollo Server. */
export function graphqlRoute<C extends BaseContext>(options: GraphqlRouteOptions<C>): Route {
  const { rewrite = (named) => named } = options;
  return {
    path: '/graphql',
    methods: options.methods ?? ['POST'],
    handle: async (request, response, url) => {
      if (options.guard?.(request, response)) return;
      const body = await parsedBody(request, response, options.bodyLimit);
      if (!body) return;
      const refusal = Array.isArray(body.json) ? options.refuseBatch?.(body.json.length) : undefined;
      if (refusal) return respond(response, 400, { errors: [formatFault(refusal)] });
      if (await options.intercept?.(request, response, body.json)) return;
      const gone = new AbortController();
      const deadline = options.deadline?.(request);
      const timer = deadline === undefined ? undefined : setTimeout(() => gone.abort(), deadline);
      response.once('close', () => {
        clearTimeout(timer);
        if (!response.writableFinished) gone.abort();
      });
      const result = await options.server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method ?? 'POST', headers: headerMap(request), ...rewrite({ body: body.json, search: url.search }) },
        context: () => options.context(request, gone.signal),
      });
      for (const [name, value] of result.headers) response.setHeader(name, value);
      response.setHeader(statementsHeader, String(currentScope()?.statements ?? 0));
      response.statusCode = result.status ?? 200;
      if (result.body.kind === 'complete') {
        // The fault of one operation of a batch is none of the others'.
        if (Array.isArray(body.json) && result.body.string.startsWith('[')) response.statusCode = 200;
        response.end(result.body.string);
        return;
      }
      for await (const chunk of result.body.asyncIterator) response.write(chunk);
      response.end();
    },
  };
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function parsedBody(request: IncomingMessage, response: ServerResponse, limit: number): Promise<{ json: unknown } | undefined> {
  if (request.method !== 'POST') return { json: undefined };
  try {
    const text = (await readBody(request, limit)).toString();
    return { json: text === '' ? undefined : JSON.parse(text) };
  } catch (error) {
    const tooLarge = error instanceof BodyTooLarge;
    if (!tooLarge && !(error instanceof SyntaxError)) throw error;
    if (tooLarge) response.setHeader('connection', 'close');
    const fault = tooLarge
      ? new Fault('LIMIT_EXCEEDED', error.message, { limit: 'bodyBytes', maximum: error.limit })
      : new Fault('BAD_REQUEST', 'The body is not JSON.');
    respond(response, tooLarge ? 413 : 400, { errors: [formatFault(fault)] });
    return undefined;
  }
}
