import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '@ejazz/platform/http/http-server';
import { respond } from '@ejazz/platform/http/respond';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Authenticate } from '../auth/authenticate';
import { TokenRefused } from '../auth/refusals';
import type { GatewayEnv } from '../env';
import { sendAsset } from './assets';
import { type ConsoleSettings, sendPage } from './page';

export interface ConsoleOptions {
  readonly env: GatewayEnv;
  readonly schema: () => GraphQLSchema;
  readonly authenticate: Authenticate;
}

/** The console at the gateway's root, for browsers. In production, where it has to be switched on, it tells the schema to moderators alone. */
export function consoleRoutes({ env, schema, authenticate }: ConsoleOptions): readonly Route[] {
  const development = env.MODE === 'development';
  if (env.CONSOLE === 'off' || (env.CONSOLE === 'development' && !development)) return [];
  const settings: ConsoleSettings = {
    people: env.CONSOLE_PEOPLE,
    links: env.CONSOLE_LINKS,
    plans: development,
    schemaForModerators: !development,
  };
  const textOf = schemaText();
  const mayReadSchema = async ({ headers }: IncomingMessage) =>
    development || (await authenticate(headers.authorization)).viewer.roles.includes('MODERATOR');
  return [
    {
      path: '/',
      methods: ['GET', 'HEAD'],
      handle: (request, response) => (isBrowser(request) ? sendPage(response, settings) : respond(response, 404, { error: 'NOT_FOUND' })),
    },
    {
      path: '/console/schema.graphql',
      methods: ['GET'],
      handle: async (request, response) => {
        if (!(await allowed(() => mayReadSchema(request)))) return respond(response, 403, { error: 'FORBIDDEN' });
        response.writeHead(200, { 'content-type': 'application/graphql; charset=utf-8', 'cache-control': 'no-store' }).end(textOf(schema()));
      },
    },
    {
      path: '/console/',
      methods: ['GET', 'HEAD'],
      handle: (request, response, { pathname }) => {
        if (!sendAsset(pathname.slice('/console/'.length), request, response)) respond(response, 404, { error: 'NOT_FOUND' });
      },
    },
  ];
}

/** A browser that opens `/graphql` is sent to the console; true when it was. */
export function redirectBrowsers(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || request.url !== '/graphql' || !isBrowser(request)) return false;
  response.writeHead(302, { location: '/' }).end();
  return true;
}

const isBrowser = ({ headers }: IncomingMessage) => headers.accept?.includes('text/html') ?? false;

/** A schema is printed once. */
function schemaText(): (schema: GraphQLSchema) => string {
  const texts = new WeakMap<GraphQLSchema, string>();
  return (schema) => {
    const text = texts.get(schema) ?? printSchema(schema);
    texts.set(schema, text);
    return text;
  };
}

async function allowed(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof TokenRefused) return false;
    throw error;
  }
}
