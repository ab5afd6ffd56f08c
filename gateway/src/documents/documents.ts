import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { Fault } from '@ejazz/platform/errors/fault';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import type { Logger } from '@ejazz/platform/log/logger';
import { LRUCache } from 'lru-cache';
import type { GatewayContext } from '../context';
import type { GatewayEnv } from '../env';
import type { Caller } from '../http/caller';
import type { Admission } from '../protection/admission';
import { continues } from '../subscriptions/role';
import { readManifests, type TrustedDocument } from './manifest';
import type { DocumentMode } from './settings';

/** Which documents clients may send, and by what names. */
export interface Documents {
  /** The trusted ones' text. */
  readonly trusted: readonly string[];
  readonly persistedQueries: NonNullable<ApolloServerOptions<GatewayContext>['persistedQueries']>;
  readonly admissions: readonly Admission[];
  readonly plugins: readonly ApolloServerPlugin<GatewayContext>[];
}

/** Characters of the documents that clients register by themselves. */
const registered = 10 * 1024 * 1024;
const rememberedStrangers = 10_000;
/** Apollo Server's own, before each hash. */
const prefix = 'apq:';

export function createDocuments({ env, log }: { env: GatewayEnv; log: Logger }): Documents {
  const paths = env.TRUSTED_DOCUMENTS.split(',').map((path) => path.trim());
  const manifest = readManifests(paths.filter((path) => path !== ''));
  const modes = [env.DOCUMENTS, ...env.DOCUMENTS_BY_CLIENT.values()];
  const strict = modes.find((mode) => mode !== 'any');
  if (strict && manifest.size === 0) {
    throw new ExplainedError(`Documents that are ${strict} need TRUSTED_DOCUMENTS: manifests that name at least one document.`);
  }
  const cache = new LRUCache<string, string>({ maxSize: registered, sizeCalculation: (text) => text.length });
  const told = new LRUCache<string, true>({ max: rememberedStrangers });

  /** A document stands for what Apollo Server parsed it from. */
  const entriesOf = (source: string | undefined): readonly TrustedDocument[] => manifest.byBody(source ?? '');
  const modeOf = ({ clientName = '', clientVersion = '' }: Caller): DocumentMode =>
    env.DOCUMENTS_BY_CLIENT.get(`${clientName}@${clientVersion}`) ?? env.DOCUMENTS_BY_CLIENT.get(clientName) ?? env.DOCUMENTS;
  const onlyTrusted: Admission = ({ loc }) => (entriesOf(loc?.source.body).length > 0 ? undefined : notTrusted());

  return {
    trusted: manifest.bodies,
    persistedQueries: {
      cache: {
        get: async (key) => manifest.byId(key.slice(prefix.length))?.body ?? cache.get(key),
        set: async (key, text) => void cache.set(key, text),
        delete: async (key) => cache.delete(key),
      },
    },
    // Before validation it is not known who asks: where some clients may send more, it is found out after it.
    admissions: modes.every((mode) => mode === 'trusted') ? [onlyTrusted] : [],
    plugins: strict ? [watch()] : [],
  };

  /** Documents that belong to one client are not trusted from another; where nothing is refused, strangers are told once a client. */
  function watch(): ApolloServerPlugin<GatewayContext> {
    return {
      async requestDidStart() {
        return {
          async didResolveOperation({ source, queryHash, operationName, contextValue: { caller, subscription } }) {
            if (continues(subscription)) return;
            const mode = modeOf(caller);
            if (mode === 'any') return;
            const { clientName, clientVersion } = caller;
            if (entriesOf(source).some((entry) => entry.clientName === undefined || entry.clientName === clientName)) return;
            if (mode === 'trusted') throw notTrusted();
            const key = JSON.stringify([queryHash, clientName, clientVersion]);
            if (told.has(key)) return;
            told.set(key, true);
            log.warn({ operationName, id: queryHash, clientName, clientVersion }, 'document is in no manifest');
          },
        };
      },
    };
  }
}

const notTrusted = () => new Fault('DOCUMENT_NOT_TRUSTED', 'This gateway answers known documents alone.', { http: { status: 400 } });
