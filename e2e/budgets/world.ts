import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPassword } from '@ejazz/demo/world';
import type { FetchReport } from '@ejazz/gateway/datasource/fetch-report';
import { createDemo } from '@ejazz/launcher/demo/demo';
import type { Mailbox } from '@ejazz/launcher/mailbox/mailbox';
import { createLogger } from '@ejazz/platform/log/logger';
import { createGraphClient, type GraphClient } from '@ejazz/testing/graph-client';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';

export interface Cost {
  /** Requests from the gateway to subgraphs. */
  readonly fetches: number;
  /** Entities asked for by id in all of them together. */
  readonly entities: number;
  /** SQL statements of all of them together. */
  readonly statements: number;
}

export interface CountedWorld {
  readonly anonymous: GraphClient;
  readonly ann: GraphClient;
  /** Somebody whom ann follows, and who follows her. */
  readonly ben: GraphClient;
  readonly cleo: GraphClient;
  readonly tokens: { readonly refreshToken: string };
  readonly mailbox: Pick<Mailbox, 'mails'>;
  /** What the gateway asks of subgraphs while the work is done. */
  cost(work: () => Promise<unknown>): Promise<Cost>;
  remove(): Promise<void>;
}

/** A small demo world at rest, with every fetch of the gateway counted. */
export async function countedWorld(): Promise<CountedWorld> {
  const fetches: FetchReport[] = [];
  const house = await startHouse({ gateway: { onFetch: (fetch) => fetches.push(fetch) } });
  const remove = () => house.remove();
  try {
    await loadDemo(house);
    const anonymous = createGraphClient(house.url);
    const [tokens, ...others] = [await signIn(anonymous, 'ann'), await signIn(anonymous, 'ben'), await signIn(anonymous, 'cleo')];
    const cost = async (work: () => Promise<unknown>) => {
      fetches.length = 0;
      await work();
      const total = (key: 'entities' | 'statements') => fetches.reduce((sum, fetch) => sum + fetch[key], 0);
      return { fetches: fetches.length, entities: total('entities'), statements: total('statements') };
    };
    const [ann, ben, cleo] = [tokens, ...others].map(({ accessToken }) => createGraphClient(house.url, accessToken)) as [
      GraphClient,
      GraphClient,
      GraphClient,
    ];
    return { anonymous, ann, ben, cleo, tokens, mailbox: house.mailbox, cost, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function loadDemo(house: TestHouse): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ejazz-test-demo-'));
  const demo = createDemo(house, join(folder, 'demo.json'), createLogger('test', 'silent'), { people: 30, posts: 200, pictures: 10 });
  await demo.people();
  await demo.rest(() => undefined);
  for (const { backbone } of [house.user, house.media, house.post]) await backbone.settled();
  await rm(folder, { recursive: true, force: true });
}

async function signIn(anonymous: GraphClient, login: string): Promise<{ readonly accessToken: string; readonly refreshToken: string }> {
  const answer = await anonymous.data<{ signIn: { tokens: { accessToken: string; refreshToken: string } } }>(operation('SignIn'), {
    input: { login, password: demoPassword },
  });
  return answer.signIn.tokens;
}
