import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSupergraph } from '@ejazz/gateway/supergraph/supergraph';
import { projectRoot } from '@ejazz/launcher/project-root';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { type Person, signUp } from '@ejazz/testing/people';
import { attacks, circles, fortySignIns } from './attacks';
import { createRandom } from './random';
import { createDocuments } from './random-documents';

const documents = Number(process.env.ABUSE_DOCUMENTS ?? 1_000);
const seed = Number(process.env.ABUSE_SEED ?? 1);
const megabyte = 1024 * 1024;

let house: TestHouse;
let ann: Person;
beforeAll(async () => {
  house = await startHouse({}, { rateLimits: 'sign-in=25/300' });
  ann = await signUp(house.url, 'ann');
});
afterAll(() => house?.remove());

const send = async (body: string, token?: string) => {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(house.url, { method: 'POST', headers, body });
  return {
    status: response.status,
    answer: (await response.json()) as { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] },
  };
};

/** Bytes of the heap once everything that can go has gone. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

describe('abuse', () => {
  it.each(attacks)('by $name is refused by its limit', async ({ limit, body }) => {
    const { status, answer } = await send(body, ann.tokens.accessToken);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answer).toEqual({ errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit }) }] });
  });

  it('by fragments in a circle is refused', async () => {
    for (const query of circles) {
      expect(await send(JSON.stringify({ query }))).toMatchObject({
        status: 400,
        answer: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      });
    }
  });

  it('by forty sign-ins in one request counts as forty', async () => {
    expect(await send(JSON.stringify({ query: fortySignIns }))).toMatchObject({
      status: 429,
      answer: { errors: [{ extensions: { code: 'RATE_LIMITED', limit: 'SIGN_IN', maximum: 25 } }] },
    });
  });

  it(`by ${documents} random documents breaks nothing (seed ${seed}), and leaves the memory as it was`, async () => {
    const { schema } = buildSupergraph(readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'), new Map());
    const next = createDocuments(schema, createRandom(seed), [ann.id, 'pst_01m81fpv83f26bev614xrwtpsn', 'usr_nobody']);
    const faults: unknown[] = [];
    let answered = 0;
    const sendSome = async (count: number) => {
      let left = count;
      const sender = async () => {
        for (; left > 0; ) {
          left -= 1;
          const query = next();
          const { status, answer } = await send(JSON.stringify({ query }), left % 3 === 0 ? undefined : ann.tokens.accessToken);
          if (answer.data) answered += 1;
          const unexpected = answer.errors?.filter(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
          if (status >= 500 || unexpected?.length) faults.push({ query, status, unexpected });
        }
      };
      await Promise.all(Array.from({ length: 8 }, sender));
    };
    await sendSome(Math.min(300, documents / 3));
    const before = heap();
    await sendSome(documents);
    expect(faults).toEqual([]);
    expect(answered).toBeGreaterThan(documents / 20);
    expect((heap() - before) / megabyte).toBeLessThan(100);
    expect(await ann.data('{ viewer { user { username } } }')).toEqual({ viewer: { user: { username: 'ann' } } });
  }, 3_600_000);
});
