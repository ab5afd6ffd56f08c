import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { catalogue } from '@ejazz/events/catalogue';
import { projectRoot } from '@ejazz/launcher/project-root';
import { restatements as mediaRestatements } from '@ejazz/media/restate';
import { createBus } from '@ejazz/platform/bus/create-bus';
import { poolDatabase } from '@ejazz/platform/database/pool-database';
import { createLogger } from '@ejazz/platform/log/logger';
import { countPending } from '@ejazz/platform/outbox/outbox-table';
import { rebuild } from '@ejazz/platform/outbox/rebuild';
import { restate } from '@ejazz/platform/outbox/restate';
import { createTransact } from '@ejazz/platform/outbox/transact';
import { restatements as postRestatements } from '@ejazz/post/restate';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { jpegWithLocation } from '@ejazz/testing/pictures';
import { upload } from '@ejazz/testing/upload';
import { restatements as userRestatements } from '@ejazz/user/restate';
import { Pool } from 'pg';
import { emptyReadModels, type ReadModels, readModels, visibleIn } from './read-models';

const producers = { user: userRestatements, post: postRestatements, media: mediaRestatements };
const pace = { chunk: 7, patienceMs: 15_000, progress: () => undefined };
const log = createLogger('test', 'silent');

let house: TestHouse;
let people: Person[];
const pools = new Map<string, Pool>();
const urlOf = (service: string) => house.databases[service as keyof TestHouse['databases']];
const databaseOf = (service: string) => {
  const pool = pools.get(service) ?? new Pool({ connectionString: urlOf(service), max: 2 });
  pools.set(service, pool);
  return poolDatabase(pool);
};

beforeAll(async () => {
  house = await startHouse();
  people = await Promise.all(['mia', 'noah', 'ella', 'otto'].map((name) => signUp(house.url, name)));
  await liveADay(people as [Person, Person, Person, Person]);
  await settled();
});
afterAll(async () => {
  await Promise.all([...pools.values()].map((pool) => pool.end()));
  await Promise.all((people ?? []).map((person) => person.close()));
  await house?.remove();
});

/** Something of every kind, done and undone. */
async function liveADay([mia, noah, ella, otto]: readonly [Person, Person, Person, Person]): Promise<void> {
  const post = async (author: Person, text: string, more: object = {}) => {
    const { createPost } = await author.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text, ...more } });
    return createPost.post.id;
  };
  const comment = async (author: Person, postId: string, parentId?: string) => {
    const { createComment } = await author.data<{ createComment: { comment: { id: string } } }>(operation('CreateComment'), {
      input: { postId, parentId, text: 'Yes, @ella' },
    });
    return createComment.comment.id;
  };
  await noah.data(operation('FollowUser'), { id: mia.id });
  await ella.data(operation('FollowUser'), { id: mia.id });
  await ella.data(operation('UnfollowUser'), { id: mia.id });
  const mediaId = await upload(mia, await jpegWithLocation(60, 40), 'A quay');
  const kept = await post(mia, 'kept', { mediaIds: [mediaId] });
  await mia.data(operation('UpdateProfile'), { input: { avatarId: mediaId } });
  const gone = await post(mia, 'gone');
  await post(mia, 'mine alone', { visibility: 'ONLY_ME' });
  for (const id of [kept, gone]) await noah.data(operation('LikePost'), { id });
  await ella.data(operation('LikePost'), { id: kept });
  await ella.data(operation('UnlikePost'), { id: kept });
  const quote = await post(noah, 'Look, @mia', { quotedPostId: kept });
  await noah.data(operation('UpdatePost'), { id: quote, input: { text: 'Look, @ella' } });
  for (const person of [noah, ella]) await person.data(operation('CreateRepost'), { postId: kept });
  await ella.data(operation('DeleteRepost'), { postId: kept });
  const answered = await comment(noah, kept);
  await comment(mia, kept, answered);
  for (const kind of ['WOW', 'SAD']) await ella.data(operation('AddReaction'), { subjectId: answered, kind });
  await comment(noah, gone);
  await noah.data(operation('DeleteComment'), { id: await comment(noah, kept) });
  await mia.data(operation('DeletePost'), { id: gone });
  await otto.data(operation('UpdatePrivacy'), { input: { isPrivate: true } });
  await ella.data(operation('FollowUser'), { id: otto.id });
  await noah.data(operation('SendFriendRequest'), { id: ella.id });
  await ella.data(operation('AcceptFriendRequest'), { id: noah.id });
  await noah.data(operation('MuteUser'), { input: { id: otto.id } });
  await mia.data(operation('BlockUser'), { id: otto.id });
}

async function settled(): Promise<void> {
  for (const { backbone } of [house.user, house.post, house.media]) await backbone.settled();
}

async function rebuildAll(): Promise<void> {
  const bus = createBus({ postgresUrl: urlOf('bus'), name: 'test', log });
  await bus.start();
  try {
    for (const consumer of new Set(catalogue.flatMap((event) => event.subscribers))) {
      for (const producer of Object.keys(producers)) {
        const events = catalogue.filter((event) => event.producer === producer && event.subscribers.includes(consumer)).map(({ name }) => name);
        if (events.length === 0) continue;
        const [from, to] = [
          { name: producer, db: databaseOf(producer) },
          { name: consumer, db: databaseOf(consumer) },
        ];
        expect(await rebuild({ producer: from, consumer: to, bus, events, ...pace })).toBeGreaterThan(0);
      }
    }
  } finally {
    await bus.stop();
  }
  await settled();
}

async function restateAll(): Promise<void> {
  for (const [producer, restatements] of Object.entries(producers)) {
    const db = databaseOf(producer);
    const { transact } = createTransact({ service: producer, db, log, wake: () => undefined });
    const pending = async () => {
      const { unsent, unacknowledged } = await countPending(db);
      return unsent + unacknowledged;
    };
    expect(await restate({ producer, transact, restatements, pending, ...pace })).toBeGreaterThan(0);
  }
  await settled();
}

describe('every handler of every service', () => {
  let before: ReadModels;
  beforeAll(async () => {
    before = await readModels(urlOf);
    expect(Object.entries(before).flatMap(([name, found]) => (found.length === 0 ? [name] : []))).toEqual([]);
  });

  it('has no effect twice when the log is delivered again', async () => {
    await rebuildAll();
    expect(await readModels(urlOf)).toEqual(before);
  });

  it('has no effect twice when its producers restate', async () => {
    await restateAll();
    expect(await readModels(urlOf)).toEqual(before);
  });

  it('makes from the log what was lost', async () => {
    await emptyReadModels(urlOf);
    await rebuildAll();
    expect(visibleIn(await readModels(urlOf))).toEqual(visibleIn(before));
  });

  it('makes from what producers restate what was lost', async () => {
    await emptyReadModels(urlOf);
    await restateAll();
    expect(visibleIn(await readModels(urlOf))).toEqual(visibleIn(before));
  });
});

describe('npm run events --', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(projectRoot, 'scripts/events.mjs'), ...args], {
      env: {
        ...process.env,
        BUS_URL: urlOf('bus'),
        REDIS_URL: '',
        ...Object.fromEntries(['user', 'post', 'media', 'feed', 'notification'].map((name) => [`DATABASE_URL_${name.toUpperCase()}`, urlOf(name)])),
      },
    });

  it('rebuild, restate and sweep say how far they are and what they did', async () => {
    const rebuilt = await run('rebuild', '--consumer', 'feed', '--event', 'post.published');
    expect(rebuilt.stdout).toMatch(/^\d+ events delivered to feed again\n$/);
    expect(rebuilt.stderr).toMatch(/^post -> feed: \d+ of \d+ events \(to go on from here: --after \d+\)\n$/);
    const restated = await run('restate', '--producer', 'user');
    expect(restated.stdout).toMatch(/^\d+ events of user\n$/);
    expect(restated.stderr).toMatch(/user: \d+ events, follows \(to go on from here: --resume follows@usr_\w+~usr_\w+\)/);
    expect((await run('sweep', '--service', 'media')).stdout).toMatch(/^\d+ events sent again\n$/);
    await settled();
  });

  it('says what it does not understand', async () => {
    await expect(run('rebuild', '--consumer', 'feed', '--event', 'media.ready')).rejects.toThrow('feed hears of');
    await expect(run('restate', '--producer', 'feed')).rejects.toThrow('--producer is one of');
  });
});
