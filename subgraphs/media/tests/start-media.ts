import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventDefinition, PayloadOf } from '@ejazz/platform/events/define-event';
import { apply } from '@ejazz/platform/inbox/apply';
import { createLogger } from '@ejazz/platform/log/logger';
import { viewerKey } from '@ejazz/platform/viewer/signed-viewer';
import { eventually } from '@ejazz/testing/eventually';
import { heard } from '@ejazz/testing/heard';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { type Answer, createSubgraphPeople } from '@ejazz/testing/subgraph-people';
import { readMediaEnv } from '../src/env';
import { handlers } from '../src/events/handlers';
import { createMedia } from '../src/server';

/** The media service on databases, a folder and a port of its own, with a clock that tests move. */
export async function startMedia(settings: Readonly<Record<string, string>> = {}) {
  const [database, bus] = await Promise.all([createTestDatabase('media'), createTestDatabase('bus')]);
  const folder = await mkdtemp(join(tmpdir(), 'ejazz-test-media-'));
  const given = {
    PORT: '0',
    DATABASE_URL: database.url,
    BUS_URL: bus.url,
    VIEWER_KEY: viewerKey(randomBytes(32).toString('hex'), 'media'),
    MEDIA_SECRET: randomBytes(32).toString('hex'),
    MEDIA_DIR: folder,
    ...settings,
  };
  const env = readMediaEnv(given);
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const media = createMedia(env, { clock: { now }, log: createLogger('media', 'silent') });
  await media.start();
  const { as, close } = createSubgraphPeople({ name: 'media', url: media.url, key: env.VIEWER_KEY });
  const ask: Asking['ask'] = (viewerId, query, variables) => as(viewerId).ask(query, variables);
  const byName = new Map(handlers.map((handler) => [handler.event.name, handler]));

  return {
    env,
    bus,
    deps: media.deps,
    /** The store of this machine, where that is used. */
    get local() {
      if (!media.deps.local) throw new Error('This service keeps no files itself.');
      return media.deps.local;
    },
    url: media.url,
    settings: given,
    ask,
    now,
    advance: (ms: number) => {
      offsetMs += ms;
    },
    /** Has the effect of events as if they had arrived in one batch. */
    tell: <E extends EventDefinition>(event: E, ...payloads: PayloadOf<E>[]) => {
      const received = payloads.map((payload) => heard(event, payload));
      return apply(received, media.deps.transact, byName, media.deps);
    },
    /** Names of all files that are kept, and of those that are arriving. */
    files: async () => (await readdir(join(folder, 'files'), { recursive: true })).filter((name) => name.includes('.')),
    arriving: () => readdir(join(folder, 'incoming')),
    /** Any fields of a file, as somebody sees them. */
    async look(viewerId: string | undefined, id: string, fields: string) {
      const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Media { ${fields} } } }`;
      const { data, errors } = await ask(viewerId, query, { representations: [{ __typename: 'Media', id }] });
      if (errors) throw new Error(JSON.stringify(errors));
      return data._entities[0];
    },
    async createUpload(ownerId: string, bytes: { length: number }, more: object = {}) {
      const input = { contentType: 'IMAGE_JPEG', byteSize: bytes.length, ...more };
      const { data, errors } = await ask(ownerId, createUploadDocument, { input });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.createMediaUpload;
    },
    /** Sends the bytes and waits until the work on them is done: the file as its owner sees it. */
    async uploaded(ownerId: string, bytes: Buffer, more: object = {}) {
      const { media: created, upload } = await this.createUpload(ownerId, bytes, more);
      const response = await send(upload, bytes);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return this.processed(ownerId, created.id);
    },
    processed: (ownerId: string, id: string) =>
      eventually(async () => {
        const [found] = (await mediaOf({ ask }, ownerId, [id])).media;
        return found && ['READY', 'FAILED'].includes(found.status) ? found : false;
      }),
    gone: (ownerId: string, id: string) => eventually(async () => (await mediaOf({ ask }, ownerId, [id])).media[0] === null),
    /** Somebody's subscription, as the gateway opens it. */
    watch: (viewerId: string | undefined, id: string) =>
      as(viewerId).subscribe('subscription ($id: ID!) { mediaChanged(id: $id) { id status failure { code } thumbnail { url } } }', { id }),
    async stop() {
      await close();
      await media.stop();
      await Promise.all([database.drop(), bus.drop(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

export type TestMedia = Awaited<ReturnType<typeof startMedia>>;

const createUploadDocument = /* GraphQL */ `
  mutation ($input: CreateMediaUploadInput!) {
    createMediaUpload(input: $input) {
      media { id status altText thumbnail { url } }
      upload { url method headers { name value } fields { name value } expiresAt }
      clientRequestId
      userErrors { code field message }
    }
  }
`;

interface Asking {
  ask(viewerId: string | undefined, query: string, variables?: object): Promise<Answer>;
}

/** Entities as another subgraph's links ask for them. */
export async function mediaOf({ ask }: Asking, viewerId: string | undefined, ids: readonly string[]) {
  const query = /* GraphQL */ `
    query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Media { id status failure { code message } kind altText width height blurhash isAnimated focalPoint { x y } createdAt variant { url width height } thumbnail { url width height } }
      }
    }
  `;
  const { data, errors, statements } = await ask(viewerId, query, { representations: ids.map((id) => ({ __typename: 'Media', id })) });
  if (errors) throw new Error(JSON.stringify(errors));
  return { media: data._entities, statements };
}

interface Target {
  readonly url: string;
  readonly method: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Sends the bytes as the target says. */
export function send({ url, method, fields }: Target, bytes: Buffer): Promise<Response> {
  if (fields.length === 0) return fetch(url, { method, body: bytes });
  const form = new FormData();
  for (const { name, value } of fields) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]));
  return fetch(url, { method, body: form });
}

export const put = (url: string, body: RequestInit['body'], more: RequestInit = {}) => fetch(url, { method: 'PUT', body, ...more });
