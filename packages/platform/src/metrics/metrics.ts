import { collectDefaultMetrics, Registry } from 'prom-client';

export type Metrics = Registry;

/** One registry a service, labelled with its name. Process figures are collected where the process belongs to one service. */
export function createMetrics(service: string, options: { processFigures?: boolean } = {}): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (options.processFigures) collectDefaultMetrics({ register: registry });
  return registry;
}
