# One image for every process; the command chooses which. docker-compose.yml runs them all.
FROM node:20.20-bookworm-slim AS manifests
WORKDIR /app
ENV CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
COPY console/package.json console/
COPY gateway/package.json gateway/
COPY packages/client/package.json packages/client/
COPY packages/contract/package.json packages/contract/
COPY packages/demo/package.json packages/demo/
COPY packages/events/package.json packages/events/
COPY packages/launcher/package.json packages/launcher/
COPY packages/platform/package.json packages/platform/
COPY packages/testing/package.json packages/testing/
COPY packages/worlds/package.json packages/worlds/
COPY prisma/package.json prisma/
COPY subgraphs/feed/package.json subgraphs/feed/
COPY subgraphs/media/package.json subgraphs/media/
COPY subgraphs/notification/package.json subgraphs/notification/
COPY subgraphs/post/package.json subgraphs/post/
COPY subgraphs/user/package.json subgraphs/user/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

# Without devDependencies in package.json, --omit=peer leaves out the Prisma CLI, an optional peer of the client. Of the client's
# engines for five databases only PostgreSQL's is used.
FROM manifests AS dependencies
RUN npm pkg delete devDependencies \
  && npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund \
    -w @ejazz/gateway -w @ejazz/user -w @ejazz/post -w @ejazz/media -w @ejazz/notification -w @ejazz/feed \
  && find node_modules/@prisma/client/runtime -name 'query_compiler_*' ! -name '*.postgresql.*' -delete \
  && find . -name '*.map' -delete

FROM node:20.20-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 MEDIA_DIR=/data/media
RUN install -d -o node -g node /data/media
COPY --from=dependencies /app ./
COPY --from=build /app/packages/platform/dist packages/platform/dist
COPY --from=build /app/packages/events/dist packages/events/dist
COPY --from=build /app/packages/launcher/dist packages/launcher/dist
COPY --from=build /app/gateway/dist gateway/dist
COPY --from=build /app/subgraphs/user/dist subgraphs/user/dist
COPY --from=build /app/subgraphs/post/dist subgraphs/post/dist
COPY --from=build /app/subgraphs/media/dist subgraphs/media/dist
COPY --from=build /app/subgraphs/notification/dist subgraphs/notification/dist
COPY --from=build /app/subgraphs/feed/dist subgraphs/feed/dist
COPY gateway/schema.graphql gateway/
COPY subgraphs/user/schema.graphql subgraphs/user/
COPY subgraphs/post/schema.graphql subgraphs/post/
COPY subgraphs/media/schema.graphql subgraphs/media/
COPY subgraphs/notification/schema.graphql subgraphs/notification/
COPY subgraphs/feed/schema.graphql subgraphs/feed/
COPY supergraph.graphql ./
COPY --from=build /app/operations/generated operations/generated
COPY prisma prisma
COPY scripts scripts
USER node
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --retries=6 CMD ["node", "scripts/healthy.mjs"]
CMD ["node", "gateway/dist/main.js"]
