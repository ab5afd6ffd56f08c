import { errorCodes } from '@ejazz/platform/errors/registry';
import type { Metrics } from '@ejazz/platform/metrics/metrics';
import { Counter, Histogram } from 'prom-client';
import { boundedLabel } from './bounded-label';

/** One operation of a client, when it is over. */
export interface OperationReport {
  /** Undefined when it has none, or was not valid: what anybody makes up takes no room from the names of real operations. */
  readonly operationName: string | undefined;
  readonly type: 'query' | 'mutation' | 'subscription' | undefined;
  readonly clientName: string | undefined;
  readonly clientVersion: string | undefined;
  readonly outcome: OperationOutcome;
  /** `extensions.code` of each of its errors. */
  readonly errorCodes: readonly string[];
  readonly milliseconds: number;
}

/** `refused` before anything was executed; `errors` when some are in its answer. */
export type OperationOutcome = 'ok' | 'errors' | 'refused';

export interface OperationMetrics {
  finished(operation: OperationReport): void;
  /** What an operation has cost, in the points that `extensions.cost` tells. */
  charged(operationName: string | undefined, points: number): void;
  /** Refused because a limit of the caller's is used up. */
  throttled(limited: string): void;
}

/** Names that are told apart before the rest is `other`: clients choose them, and each is a series. */
const bounds = { operations: 300, clients: 100 };

export function createOperationMetrics(registry: Metrics): OperationMetrics {
  const registers = [registry];
  const operationLabel = boundedLabel(bounds.operations);
  const clientLabel = boundedLabel(bounds.clients);
  const duration = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'Seconds from the arrival of an operation to its answer; of a subscription, to its being set up.',
    labelNames: ['operation', 'type'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'Operations by what became of them (ok; errors: some are in the answer; refused: nothing was executed) and by the client that sent them, as name@version.',
    labelNames: ['operation', 'client', 'outcome'],
    registers,
  });
  const errors = new Counter({
    name: 'gateway_operation_errors_total',
    help: 'Errors in answers, by extensions.code.',
    labelNames: ['operation', 'code'],
    registers,
  });
  const cost = new Histogram({
    name: 'gateway_operation_cost',
    help: 'Points that operations have cost, by what they answered.',
    labelNames: ['operation'],
    buckets: [1, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000],
    registers,
  });
  const throttles = new Counter({
    name: 'gateway_throttled_total',
    help: 'Operations refused because their caller had used up a rate limit.',
    labelNames: ['limited'],
    registers,
  });
  const nameOf = (name: string | undefined) => operationLabel(name ?? 'unnamed');
  return {
    charged: (operationName, points) => cost.observe({ operation: nameOf(operationName) }, points),
    throttled: (limited) => throttles.inc({ limited }),
    finished({ operationName, type = 'query', clientName, clientVersion, outcome, errorCodes: codes, milliseconds }) {
      const operation = nameOf(operationName);
      const client = clientName === undefined ? 'unknown' : clientLabel(clientVersion === undefined ? clientName : `${clientName}@${clientVersion}`);
      operations.inc({ operation, client, outcome });
      for (const code of codes) errors.inc({ operation, code: code in errorCodes ? code : 'other' });
      if (outcome !== 'refused') duration.observe({ operation, type }, milliseconds / 1000);
    },
  };
}
