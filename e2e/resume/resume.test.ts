import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { Client } from 'pg';
import { type MortalHouse, startMortalHouse } from '../nothing-lost/house';
import { untilAcknowledged } from '../nothing-lost/until-acknowledged';
import { openSocket, type Socket } from './subscriber';

const people = 10;
const socketsEach = 2;
const subscriptionsEach = 10;
const posts = 5;
const commentsInTurn = 2;
const missing = redisMissing();

(missing ? describe.skip : describe)(`200 subscribers while everything they hang on is killed${missing ? ` (${missing})` : ''}`, () => {
  let house: MortalHouse;
  let folder: string;
  let supergraph: string;
  let sockets: Socket[] = [];
  const composed = readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ejazz-resume-'));
    supergraph = join(folder, 'supergraph.graphql');
    writeFileSync(supergraph, composed);
    const settings = { SUPERGRAPH: supergraph, SUPERGRAPH_POLL_MS: '200', RATE_LIMITS: 'off' };
    house = await startMortalHouse('redis', { copies: 1, hurry: true, settings });
  });
  afterAll(async () => {
    await Promise.all(sockets.map((socket) => socket.close()));
    await house?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it('each is told what was written, all of it, once, in order', async () => {
    const crowd: Person[] = [];
    for (let index = 0; index < people; index += 1) crowd.push(await signUp(house.url, `resume_${index}`));
    const written = await Promise.all(Array.from({ length: posts }, (_, index) => publish(crowd, index)));
    const followed: { postId: string; told: readonly string[] }[] = [];
    sockets = crowd.flatMap((person) => Array.from({ length: socketsEach }, () => openSocket(house.url, person.tokens.accessToken)));
    for (const socket of sockets) {
      for (let index = 0; index < subscriptionsEach; index += 1) {
        const { id: postId, liveCursor } = written[index % posts] as Published;
        followed.push({ postId, told: socket.follow(postId, liveCursor) });
      }
    }
    expect(followed).toHaveLength(200);

    const disturbances = [
      kill(house, 'gateway'),
      swap(supergraph, composed, 'first'),
      kill(house, 'post'),
      renewAll(crowd, sockets),
      kill(house, 'redis'),
      kill(house, 'postgres'),
      swap(supergraph, composed, 'second'),
    ];
    for (const [turn, disturb] of disturbances.entries()) {
      const writing = Array.from({ length: commentsInTurn * posts }, (_, index) =>
        comment(crowd[(turn + index) % people] as Person, (written[index % posts] as Published).id, `${turn} ${index}`),
      );
      await Promise.all([disturb(), ...writing]);
    }

    const stored = await storedComments(house.databases.urls.post);
    for (const { id } of written) expect(stored.get(id)).toHaveLength(disturbances.length * commentsInTurn);
    const settled = () => followed.every(({ postId, told }) => told.length >= (stored.get(postId)?.length ?? 0));
    await eventually(settled, { patienceMs: 120_000 });
    for (const { postId, told } of followed) expect(told).toEqual(stored.get(postId));
  }, 600_000);
});

interface Published {
  readonly id: string;
  readonly liveCursor: string;
}

async function publish(crowd: readonly Person[], index: number): Promise<Published> {
  const person = crowd[index] as Person;
  const { createPost } = await person.data<{ createPost: { post: { id: string } } }>(operation('CreatePost'), { input: { text: `Post ${index}` } });
  const { post } = await person.data<{ post: { comments: { liveCursor: string } } }>(
    'query($id: ID!) { post(id: $id) { comments { liveCursor } } }',
    {
      id: createPost.post.id,
    },
  );
  return { id: createPost.post.id, liveCursor: post.comments.liveCursor };
}

const comment = (person: Person, postId: string, name: string) =>
  untilAcknowledged(
    person,
    operation('CreateComment'),
    { input: { postId, text: `Comment ${name}`, clientRequestId: name } },
    { mutation: 'createComment', created: 'comment' },
  );

/** Kills and starts again what has that name. */
const kill = (house: MortalHouse, name: string) => async () => {
  const target = house.targets.find((one) => one.name === name);
  if (!target) throw new Error(`There is no ${name} to kill.`);
  await target.kill();
  await target.start();
};

/** Another supergraph, moved to where the gateway looks. */
const swap = (file: string, composed: string, name: string) => async () => {
  writeFileSync(`${file}.new`, `${composed}\n# ${name}\n`);
  renameSync(`${file}.new`, file);
};

/** Every session gets another token, and its live sockets with it. */
const renewAll = (crowd: readonly Person[], sockets: readonly Socket[]) => async () => {
  for (const [index, person] of crowd.entries()) {
    const { refreshSession } = await person.data<{ refreshSession: { tokens: { accessToken: string } } }>(operation('RefreshSession'), {
      refreshToken: person.tokens.refreshToken,
    });
    for (const socket of sockets.slice(index * socketsEach, (index + 1) * socketsEach)) socket.renew(refreshSession.tokens.accessToken);
  }
};

/** Ids of the comments of each post, in the order in which they were written. */
async function storedComments(url: string): Promise<Map<string, string[]>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ post: string; ids: string[] }>(
      'SELECT post_id AS post, array_agg(id ORDER BY position) AS ids FROM comment GROUP BY post_id',
    );
    return new Map(rows.map(({ post, ids }) => [post, ids]));
  } finally {
    await client.end();
  }
}
