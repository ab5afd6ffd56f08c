import { fetchesOf, type Plan, type PlanFetch, type PlanGroup, type PlanNode } from './plan';

const titles = { SEQUENCE: 'one after the other', PARALLEL: 'at the same time', CONDITION: 'if' } as const;

/** What was fetched, from where and in which order, each fetch with its part of the time. */
export function PlanTree({ plan }: { plan: Plan }) {
  const fetches = fetchesOf(plan.root);
  const services = new Set(fetches.map(({ subgraph }) => subgraph));
  if (!plan.root) return <p class="empty">Nothing had to be fetched.</p>;
  return (
    <div class="plan">
      <p class="quiet">
        {counted(fetches.length, 'fetch', 'fetches')} of {counted(services.size, 'service', 'services')} in {plan.milliseconds.toFixed(1)} ms
      </p>
      <ul class="plan-tree">
        <Node node={plan.root} total={plan.milliseconds} />
      </ul>
    </div>
  );
}

const Node = ({ node, total }: { node: PlanNode; total: number }) =>
  node.kind === 'FETCH' ? <Fetch fetch={node} total={total} /> : <Group group={node} total={total} />;

function Group({ group: { kind, condition, nodes }, total }: { group: PlanGroup; total: number }) {
  return (
    <li class={`plan-group ${kind.toLowerCase()}`}>
      <span class="plan-order">{kind === 'CONDITION' ? `if $${condition}` : titles[kind]}</span>
      <ul>
        {nodes.map((node, index) => (
          <Node key={index} node={node} total={total} />
        ))}
      </ul>
    </li>
  );
}

function Fetch({ fetch: { subgraph, path, operation, fetched }, total }: { fetch: PlanFetch; total: number }) {
  return (
    <li class="plan-fetch">
      <details>
        <summary>
          <span class="service">{subgraph}</span>
          <span class="path">
            <bdi>{path === '' ? 'root' : path.replaceAll('.@', '[]')}</bdi>
          </span>
          <span class="quiet figures">
            {fetched?.entities === undefined ? '' : counted(fetched.entities, 'entity', 'entities')}
            {fetched && fetched.errors > 0 ? <span class="chip bad">{counted(fetched.errors, 'error', 'errors')}</span> : null}
          </span>
          <span class="time">{fetched ? `${fetched.milliseconds.toFixed(1)} ms` : 'not needed'}</span>
          {fetched ? <Bar from={fetched.startedAt / total} length={fetched.milliseconds / total} /> : null}
        </summary>
        <pre>{operation}</pre>
      </details>
    </li>
  );
}

/** When in the whole time it ran. */
function Bar({ from, length }: { from: number; length: number }) {
  const x = Math.min(99, from * 100);
  return (
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-all" width="100" height="4" />
      <rect class="bar-part" x={x} width={Math.max(1, Math.min(100 - x, length * 100))} height="4" />
    </svg>
  );
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
