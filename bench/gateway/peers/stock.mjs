// @apollo/gateway behind Apollo Server, as their documentation sets them up.
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { viewerOf } from './verify.mjs';

class Source extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.viewer) request.http?.headers.set('x-viewer', context.viewer.sub);
  }
}
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(process.env.SUPERGRAPH, 'utf8'),
  buildService: ({ url }) => new Source({ url }),
});
const server = new ApolloServer({ gateway });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => ({ viewer: viewerOf(req.headers.authorization) }),
});
console.log(`listening on ${new URL(url).port}`);
