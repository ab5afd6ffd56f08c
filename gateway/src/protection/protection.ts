import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import type { Logger } from '@ejazz/platform/log/logger';
import type { GatewayContext } from '../context';
import type { GatewayEnv } from '../env';
import { formatGatewayError } from '../errors/format-error';
import { legacyStatus } from '../plugins/legacy-status';
import { oneValidationError } from '../plugins/one-validation-error';
import { admissionRule, withinLimits } from './admission';
import { type Limits, limitsOf } from './limits';

type ServerOptions = ApolloServerOptions<GatewayContext>;

/** What stands between clients and the graph. */
export interface Protection {
  readonly limits: Limits;
  readonly server: Pick<
    ServerOptions,
    'introspection' | 'formatError' | 'parseOptions' | 'validationRules' | 'validationOptions' | 'allowBatchedHttpRequests'
  >;
  readonly plugins: ApolloServerPlugin<GatewayContext>[];
}

export function createProtection({ env, log }: { env: GatewayEnv; log: Logger }): Protection {
  const limits = limitsOf(env);
  const schemaShown = env.MODE === 'development';
  return {
    limits,
    server: {
      introspection: schemaShown,
      formatError: formatGatewayError({ log, limits, schemaShown, subgraphs: env.VIEWER_SECRET === undefined ? 'foreign' : 'ours' }),
      parseOptions: { maxTokens: limits.tokens },
      validationRules: [admissionRule([withinLimits(limits)])],
      validationOptions: { maxErrors: schemaShown ? 20 : 1 },
      allowBatchedHttpRequests: limits.batch > 0,
    },
    plugins: [legacyStatus(), ...(schemaShown ? [] : [oneValidationError()])],
  };
}
