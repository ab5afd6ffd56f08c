import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import type { Engine } from '@ejazz/platform/bus/engine';
import type { Logger } from '@ejazz/platform/log/logger';
import type { GatewayContext } from '../context';
import { createDocuments } from '../documents/documents';
import type { GatewayEnv } from '../env';
import { formatGatewayError } from '../errors/format-error';
import type { OperationMetrics } from '../metrics/operation-metrics';
import { legacyStatus } from '../plugins/legacy-status';
import { oneValidationError } from '../plugins/one-validation-error';
import { refuseConditionalRoot } from '../subscriptions/conditional-root';
import { admissionRule, withinLimits } from './admission';
import { charge } from './charge';
import { type Limits, limitsOf } from './limits';
import { type Policies, policiesOf } from './rate/policies';
import { createRateLimits, type RateLimits, type Who } from './rate/rate-limits';
import { tooOften } from './rate/refusal';

type ServerOptions = ApolloServerOptions<GatewayContext>;

/** What stands between clients and the graph. */
export interface Protection {
  readonly limits: Limits;
  readonly policies: Policies;
  readonly rates: RateLimits;
  readonly formatError: NonNullable<ServerOptions['formatError']>;
  readonly server: Pick<
    ServerOptions,
    'introspection' | 'formatError' | 'parseOptions' | 'validationRules' | 'validationOptions' | 'allowBatchedHttpRequests' | 'persistedQueries'
  >;
  /** Throws for a caller that has used up its reads: whatever it sends is not even parsed. */
  refuseSpent(who: Who): void;
  readonly plugins: ApolloServerPlugin<GatewayContext>[];
  /** Documents that clients are known to send. */
  readonly knownDocuments: readonly string[];
}

export interface ProtectionOptions {
  readonly env: GatewayEnv;
  /** Where rate limits are shared with other instances. */
  readonly engine: Engine | undefined;
  readonly metrics: OperationMetrics;
  readonly log: Logger;
}

export function createProtection({ env, engine, metrics, log }: ProtectionOptions): Protection {
  const limits = limitsOf(env);
  const documents = createDocuments({ env, log });
  const policies = policiesOf(env.RATE_LIMITS);
  const rates = createRateLimits({ policies, engine, log });
  const schemaShown = env.MODE === 'development';
  const costTold = env.VIEWER_SECRET !== undefined || policies.has('COST');
  const formatError = formatGatewayError({ log, limits, schemaShown, subgraphs: env.VIEWER_SECRET === undefined ? 'foreign' : 'ours' });
  return {
    limits,
    formatError,
    policies,
    rates,
    refuseSpent(who) {
      const standing = rates.spent(who);
      if (standing) throw tooOften(standing);
    },
    server: {
      introspection: schemaShown,
      formatError,
      parseOptions: { maxTokens: limits.tokens },
      validationRules: [admissionRule([...documents.admissions, withinLimits(limits), refuseConditionalRoot])],
      persistedQueries: documents.persistedQueries,
      validationOptions: { maxErrors: schemaShown ? 20 : 1 },
      allowBatchedHttpRequests: limits.batch > 0,
    },
    knownDocuments: documents.trusted,
    plugins: [
      legacyStatus(),
      ...documents.plugins,
      charge({ limits, rates, plansShown: schemaShown, costTold, metrics }),
      ...(schemaShown ? [] : [oneValidationError()]),
    ],
  };
}
