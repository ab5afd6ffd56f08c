import type { Metrics } from './metrics';

/** What prom-client keeps of a metric beside what it says in its types. */
interface Described {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

/** docs/metrics.md: every figure of every kind of process. */
export function metricsPage(processes: Readonly<Record<string, Metrics>>): string {
  const sections = Object.entries(processes).map(([name, registry]) => {
    const rows = describe(registry).map(
      ({ name: metric, help, type, labelNames }) => `| \`${metric}\` | ${type} | ${labelNames.map((label) => `\`${label}\``).join(' ')} | ${help} |`,
    );
    return `## ${name}\n\n| metric | type | labels | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Metrics

\`/metrics\` of every process is Prometheus text. Each figure carries the label \`service\`. Beside those below, a process by itself
exports what prom-client says of Node and the process (\`nodejs_…\`, \`process_…\`). A histogram is \`…_bucket\`, \`…_sum\` and \`…_count\`.
Labels that clients choose have a bound: later values are \`other\`. The dashboard is \`deploy/grafana/dashboards/ejazz.json\`.

${sections.join('\n')}`;
}

const describe = (registry: Metrics) =>
  (registry.getMetricsAsArray() as unknown as Described[]).toSorted((one, other) => (one.name < other.name ? -1 : 1));
