import type { DegradedPart } from '@ejazz/gateway/degraded/tell-degraded';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { savedOperations } from '@ejazz/testing/operations';
import type { Person } from '@ejazz/testing/people';
import { completeVariables } from './arguments';
import { awayDatabase } from './away-database';
import { isOf, missingIn } from './missing';
import { plannedFetches, supergraph } from './planned';
import { createWorld, type World } from './world';

interface Answer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly degraded?: readonly DegradedPart[] };
}

const operations = savedOperations().filter(({ document }) => !document.startsWith('subscription'));
/** Milliseconds that a client waits for a subgraph that hangs: enough for what does answer on a busy machine. */
const patience = 9_000;

let world: World;
const whole = new Map<string, Answer>();
beforeAll(async () => {
  world = await createWorld();
  for (const { name, document } of operations) if (!isMutation(document)) whole.set(name, await ask(name));
});
afterAll(() => world?.remove());

async function ask(name: string, fault?: string): Promise<Answer> {
  const document = operations.find((one) => one.name === name)?.document ?? '';
  const actor = name === 'SignOut' ? world.leaver : world.stranger;
  const who: Person = isMutation(document) ? actor : name === 'HomeFeed' ? world.reader : world.author;
  const response = await fetch(world.house.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${who.tokens.accessToken}`,
      ...(fault ? { 'x-ejazz-fault': fault } : {}),
      ...(fault?.endsWith('hang') ? { 'x-ejazz-deadline': String(patience) } : {}),
    },
    body: JSON.stringify({ query: document, variables: completeVariables(supergraph.schema, document, world.variables[name] ?? {}) }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

const faultCodes: readonly unknown[] = ['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];
const isMutation = (document: string) => document.startsWith('mutation');

/** Everything that is wrong with an answer given while the subgraph has the fault. */
function complaints(name: string, subgraph: string, answer: Answer, code: string): string[] {
  const planned = plannedFetches(operations.find((one) => one.name === name)?.document ?? '');
  const { status, data, extensions } = answer;
  // What an operation is refused for is an answer too.
  const errors = (answer.errors ?? []).filter((error) => faultCodes.includes(error.extensions?.code));
  const missing = missingIn(whole.get(name)?.data, data);
  return [
    ...(status === 200 ? [] : [`status ${status}`]),
    ...(errors.length > 0 || missing.length === 0 ? [] : ['does not say that something is missing']),
    ...missing.filter((place) => !isOf(subgraph, planned, place)).map((place) => `${place} is missing, though ${subgraph} does not bring it`),
    ...errors.filter(({ path }) => !path).map(() => 'an error without a path'),
    ...errors.filter((error) => error.extensions?.code !== code).map((error) => `${error.path?.join('.')}: ${error.extensions?.code}`),
    ...errors
      .filter((error) => error.extensions?.service !== subgraph)
      .map((error) => `${error.path?.join('.')} is said to be of ${error.extensions?.service}`),
    ...(code === 'SUBGRAPH_UNAVAILABLE' && errors.length > 0 ? degradedComplaints(subgraph, missing, extensions?.degraded ?? []) : []),
  ];
}

function degradedComplaints(subgraph: string, missing: readonly string[], degraded: readonly DegradedPart[]): string[] {
  const [part] = degraded;
  if (degraded.length !== 1 || part?.subgraph !== subgraph || !(part.retryAfter > 0)) return [`degraded: ${JSON.stringify(degraded)}`];
  const told = (place: string) =>
    part.paths.some((path) => `${place.replace(/\.\d+(?=\.|$)/g, '.*')}.`.startsWith(`${path.replace(/(\.\*)+$/, '')}.`));
  return missing.filter((place) => !told(place)).map((place) => `degraded does not tell of ${place}`);
}

/** Every operation that has something of the subgraph, asked at the same time: how many told that it is missing, and what was wrong with them. */
async function askAll(subgraph: string, code: string, fault?: string): Promise<{ degraded: number; wrong: Record<string, string[]> }> {
  const concerned = operations.filter(({ document }) => plannedFetches(document).some((fetch) => fetch.subgraph === subgraph));
  const answers = await Promise.all(concerned.map(async ({ name }) => [name, await ask(name, fault)] as const));
  const told = answers.map(([name, answer]) => [name, complaints(name, subgraph, answer, code)] as const);
  return {
    degraded: answers.filter(([, { errors = [] }]) => errors.some(({ extensions }) => faultCodes.includes(extensions?.code))).length,
    wrong: Object.fromEntries(told.filter(([, list]) => list.length > 0)),
  };
}

const faults = [
  ['down', 'SUBGRAPH_UNAVAILABLE'],
  ['hang', 'SUBGRAPH_UNAVAILABLE'],
  ['garbage', 'SUBGRAPH_UNAVAILABLE'],
  ['error', 'INTERNAL_SERVER_ERROR'],
] as const;

describe.each(serviceNames)('with %s out of order', (subgraph) => {
  test.each(faults)('%s: every saved operation answers everything else in time, and says what is missing', async (fault, code) => {
    const { degraded, wrong } = await askAll(subgraph, code, `${subgraph}=${fault}`);
    expect(wrong).toEqual({});
    expect(degraded).toBeGreaterThan(0);
  });

  test('its database away: the same', async () => {
    const back = await awayDatabase(world.house.databases[subgraph]);
    try {
      const { degraded, wrong } = await askAll(subgraph, 'SUBGRAPH_UNAVAILABLE');
      expect(wrong).toEqual({});
      expect(degraded).toBeGreaterThan(0);
    } finally {
      await back();
    }
  });

  test('slow: every saved operation answers whole', async () => {
    const { degraded, wrong } = await askAll(subgraph, 'none', `${subgraph}=slow:100`);
    expect({ degraded, wrong }).toEqual({ degraded: 0, wrong: {} });
  });
});
