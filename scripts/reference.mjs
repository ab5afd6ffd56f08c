// Pages of docs/ that are made from the code. With --check they are only compared.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const require = createRequire(import.meta.url);
const { errorsPage } = require('@ejazz/platform/errors/errors-page');
const { settingsPage } = require('@ejazz/platform/env/settings-page');
const { cataloguePage } = require('@ejazz/events/catalogue-page');
const { catalogue } = require('@ejazz/events/catalogue');
const { envExample } = require('@ejazz/launcher/processes/env-example');
const { processes } = require('@ejazz/launcher/processes/processes');
const { apiPages, writeRelease } = require('@ejazz/contract/reference/api-pages');
const { Registry } = require('prom-client');
const { measureRequests } = require('@ejazz/platform/http/request-metrics');
const { createBackboneMetrics } = require('@ejazz/platform/backbone/backbone-metrics');
const { metricsPage } = require('@ejazz/platform/metrics/metrics-page');
const { createGatewayMetrics } = require('@ejazz/gateway/metrics/gateway-metrics');

const registryOf = (...fill) => {
  const registry = new Registry();
  for (const one of fill) one(registry);
  return registry;
};
const metrics = {
  gateway: registryOf(createGatewayMetrics, measureRequests),
  'every subgraph': registryOf((registry) => createBackboneMetrics('', undefined, undefined, registry), measureRequests),
};
const settings = {
  'npm start': require('@ejazz/launcher/start/settings').startSettings,
  ...Object.fromEntries(Object.entries(processes).map(([name, process]) => [name, process.settings])),
};
if (process.argv.includes('--release')) writeRelease(root);
const pages = {
  'docs/errors.md': errorsPage(),
  'docs/settings.md': settingsPage(settings),
  'docs/events.md': cataloguePage(catalogue),
  'docs/metrics.md': metricsPage(metrics),
  '.env.example': envExample(),
  ...(await apiPages(root)),
};

const stale = Object.entries(pages).filter(([file, page]) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== page);
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is not what the code says: npm run reference`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [file, page] of stale) writeFileSync(join(root, file), page);
