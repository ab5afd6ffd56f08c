import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import type { GatewayContext } from '../context';
import type { OperationMetrics } from '../metrics/operation-metrics';
import { continues } from '../subscriptions/role';
import { readOnce } from '../supergraph/supergraph';
import { beyond, type Limits } from './limits';
import { type Price, priceOf } from './price';
import { secondsUntil, tellStandings } from './rate/headers';
import type { Charge, RateLimits, Standing } from './rate/rate-limits';
import { tooOften } from './rate/refusal';

export interface ChargeOptions {
  readonly limits: Limits;
  readonly rates: RateLimits;
  /** Whether a dry run shows the plan, which names subgraphs and what they are asked. */
  readonly plansShown: boolean;
  /** Whether answers tell what they cost: with our graph, and wherever cost is limited. */
  readonly costTold: boolean;
  readonly metrics: Pick<OperationMetrics, 'charged' | 'throttled'>;
}

/** With any value: says what the operation would cost, and how it would be answered, without running it. */
export const dryRunHeader = 'x-ejazz-dry-run';
const asRead = new Map([['READ', 1]] as const);
const planner = readOnce(({ plan }) => plan);

/**
 * Estimates what an operation costs and counts it against the caller's limits before anything is planned or fetched, and afterwards
 * gives back what it has not cost. An event of a subscription was paid for when it was subscribed to.
 */
export function charge({ limits, rates, plansShown, costTold, metrics }: ChargeOptions): ApolloServerPlugin<GatewayContext> {
  // Apollo Server keeps parsed documents, a schema each: what depends on the document alone is found out once.
  const prices = new WeakMap<OperationDefinitionNode, Price>();
  return {
    async requestDidStart({ contextValue, request }) {
      if (continues(contextValue.subscription)) return;
      let due: { readonly price: Price; readonly estimated: number; readonly charge: Charge } | undefined;
      return {
        async didResolveOperation({ schema, document, operation }) {
          if (!operation) return;
          const price = prices.get(operation) ?? priceOf(schema, document, operation);
          prices.set(operation, price);
          const estimated = price.estimated(request.variables ?? {});
          if (estimated > limits.cost) throw beyond(limits, 'cost', { estimated });
          due = { price, estimated, charge: await rates.charge(contextValue, price.counts, estimated) };
          if (!due.charge.refusedBy) return;
          metrics.throttled(due.charge.refusedBy.limited);
          throw tooOften(due.charge.refusedBy);
        },
        async responseForOperation({ schema, document }) {
          if (!request.http?.headers.has(dryRunHeader)) return null;
          const plan = plansShown ? prettyFormatQueryPlan(planner(schema)(document, request.operationName).plan) : undefined;
          const singleResult = { data: null, extensions: plan === undefined ? {} : { plan } };
          return { http: { headers: new HeaderMap(), status: undefined }, body: { kind: 'single', singleResult } };
        },
        async willSendResponse({ operation, operationName, response: { http, body } }) {
          // What was refused before it was known which operation it is took work all the same.
          if (!operation) await rates.charge(contextValue, asRead, 0);
          if (!due || due.charge.refusedBy || body.kind !== 'single') return;
          const { singleResult } = body;
          const actual = singleResult.data ? due.price.actual(singleResult.data) : 0;
          metrics.charged(operationName ?? undefined, actual);
          const left = due.charge.settle(due.estimated - actual);
          const standings = due.charge.standings.map((standing) => (standing.limited === 'COST' && left ? left : standing));
          if (request.http) tellStandings(http.headers, standings);
          if (!costTold && !request.http?.headers.has(dryRunHeader)) return;
          const cost = { estimated: due.estimated, actual, throttle: left ? throttleOf(left) : null };
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}

const throttleOf = ({ policy, remaining, resetAt }: Standing) => ({
  maximum: policy.points,
  remaining,
  windowSeconds: policy.seconds,
  resetSeconds: secondsUntil(resetAt),
});
