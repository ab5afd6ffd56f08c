import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPassword } from '@ejazz/demo/world';
import { processIdentity } from '@ejazz/launcher/cluster/os-process';
import { eventually } from '@ejazz/testing/eventually';
import { createGraphClient, type GraphClient } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import { runWorldCommand } from '@ejazz/worlds/command-line';
import { openWorlds, type Worlds } from '@ejazz/worlds/commands';
import type { WorldRecord } from '@ejazz/worlds/world-folder';

describe('test worlds', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ejazz-test-worlds-')));
  chmodSync(folder, 0o755);
  const worlds: Worlds = openWorlds(folder, { people: 8, posts: 12, pictures: 2 });
  let one: WorldRecord;
  let other: WorldRecord;

  beforeAll(async () => {
    one = await worlds.create('one');
    other = await worlds.create('other');
    // Sows a template, and starts two worlds.
  }, 600_000);
  afterAll(async () => {
    for (const { name } of worlds.list()) await worlds.drop(name);
    rmSync(folder, { recursive: true, force: true });
  });

  const control = (path: string, body?: object, { key, control: url } = one) =>
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` }, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) });
  const nameOf = async ({ url }: WorldRecord, username: string) => {
    const { user } = await createGraphClient(url).data<{ user: { id: string; displayName: string } | null }>(
      'query ($username: String!) { user(username: $username) { id displayName } }',
      { username },
    );
    return user;
  };
  const signedIn = async (login: string): Promise<GraphClient> => {
    const { signIn } = await createGraphClient(one.url).data<{ signIn: { tokens: { accessToken: string } } }>(operation('SignIn'), {
      input: { login, password: demoPassword },
    });
    return createGraphClient(one.url, signIn.tokens.accessToken);
  };
  const signUp = (username: string) =>
    createGraphClient(one.url).data(operation('SignUp'), { input: { username, email: `${username}@example.org`, password: 'long enough' } });

  it('stand side by side with the same demo people, each on ports of its own', async () => {
    expect(new Set([one.url, other.url, one.control, other.control]).size).toBe(4);
    expect(await nameOf(one, 'ann')).toEqual(await nameOf(other, 'ann'));
    expect((await nameOf(one, 'ann'))?.displayName).toBe('Ann Okafor');
    expect(worlds.list().map(({ name, running }) => [name, running?.url])).toEqual([
      ['one', one.url],
      ['other', other.url],
    ]);
  });

  it('know nothing of what happens in one another, and are as they were after a reset', async () => {
    await signUp('newcomer');
    expect(await nameOf(one, 'newcomer')).not.toBeNull();
    expect(await nameOf(other, 'newcomer')).toBeNull();
    expect(await worlds.reset('one')).toEqual(one);
    expect(await nameOf(one, 'newcomer')).toBeNull();
    expect(await nameOf(one, 'ann')).not.toBeNull();
  });

  it('have a clock that can be moved: tokens run out, on open sockets too, and things are written at its time', async () => {
    const ann = await signedIn('ann');
    const live = ann.subscribe(operation('UnreadNotificationsChanged'));
    await live.next();
    await control('/clock', { advanceSeconds: 86_400 });
    await expect(live.next()).rejects.toMatchObject({ code: 4403 });
    expect((await ann.ask('{ viewer { id } }')).errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    await control('/clock', { now: '2030-05-01T12:00:00Z' });
    const { createPost } = await (await signedIn('ann')).data<{ createPost: { post: { createdAt: string } } }>(
      'mutation { createPost(input: { text: "From the future" }) { post { createdAt } } }',
    );
    expect(createPost.post.createdAt).toMatch(/^2030-05-01T12:/);
    expect(await (await control('/clock')).json()).toMatchObject({ now: expect.stringMatching(/^2030-05-01T12:/) });
    expect(await (await control('/clock', undefined, other)).json()).toMatchObject({ aheadSeconds: 0 });
  });

  it('let any event be caused, and answer when it has had its effect', async () => {
    await signUp('follower');
    const [ann, follower] = [await signedIn('ann'), await nameOf(one, 'follower')];
    const { viewer } = await ann.data<{ viewer: { id: string } }>('{ viewer { id } }');
    const told = async () =>
      (
        await ann.data<{ viewer: { notifications: { nodes: { kind: string; actor: { id: string } }[] } } }>(
          '{ viewer { notifications(first: 1) { nodes { kind actor { id } } } } }',
        )
      ).viewer.notifications.nodes[0];
    const payload = { followerId: follower?.id, followeeId: viewer.id, following: true, version: 1_000, changedAt: '2030-06-01T12:00:00Z' };
    expect((await control('/events', { name: 'user.follow-changed', payload })).status).toBe(200);
    expect(await told()).toEqual({ kind: 'FOLLOW', actor: { id: follower?.id } });
  });

  it('do nothing for whoever has not the key', async () => {
    for (const authorization of ['', `Bearer ${other.key}`, one.key]) {
      for (const path of ['/clock', '/events', '/reset']) {
        expect((await fetch(`${one.control}${path}`, { method: 'POST', headers: { authorization }, body: '{}' })).status).toBe(401);
      }
    }
  });

  it.each([
    ['/clock', { advance: 1 }, 400, 'The body is { "now": "2026-01-31T12:00:00Z" } or { "advanceSeconds": 3600 }.'],
    ['/clock', { now: 'tomorrow' }, 400, 'The body is'],
    ['/events', { name: 'user.sneezed', payload: {} }, 404, 'There is no event user.sneezed. There are comment.created'],
    ['/events', { name: 'user.follow-changed', payload: { followerId: 'x' } }, 400, 'followeeId'],
    ['/events', {}, 400, 'The body is'],
  ])('refuse %s %j with a clear message', async (path, body, status, message) => {
    const answer = await control(path, body);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { error: string }).error).toContain(message);
  });

  it('start again by a reset when they were killed', async () => {
    process.kill(other.pid, 'SIGKILL');
    await eventually(() => processIdentity(other.pid) === undefined);
    expect(worlds.list()).toContainEqual({ name: 'other', running: undefined });
    other = await worlds.reset('other');
    expect(await nameOf(other, 'ann')).not.toBeNull();
  });

  it('are told on the command line, for people and for programs', async () => {
    expect(await runWorldCommand(['list'], worlds)).toBe(`one  ${one.url}\nother  ${other.url}`);
    expect(JSON.parse(await runWorldCommand(['list', '--json'], worlds))).toEqual([
      { name: 'one', running: one },
      { name: 'other', running: other },
    ]);
  });

  it.each([
    [['create', 'one'], 'There is a world one already'],
    [['create', 'Not a name'], 'A world is named by up to 41 small letters, digits and dashes'],
    [['create', '../out'], 'A world is named by'],
    [['drop', 'nobody'], 'There is no world nobody. There are: one, other.'],
    [['reset', 'nobody'], 'There is no world nobody'],
    [['create'], 'npm run world -- create NAME'],
    [['destroy', 'one'], 'npm run world -- create NAME'],
    [['list', '--fast'], "Unknown option '--fast'"],
  ])('refuse %j with a clear message', async (args, message) => {
    await expect(runWorldCommand(args, worlds)).rejects.toThrow(message);
  });

  it('leave nothing when dropped', async () => {
    expect(await runWorldCommand(['drop', 'other'], worlds)).toBe('World other is gone.');
    expect(existsSync(join(folder, 'other'))).toBe(false);
    expect(processIdentity(other.pid)).toBeUndefined();
    expect(worlds.list().map(({ name }) => name)).toEqual(['one']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.template-'))).toHaveLength(1);
  });
});
