import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@ejazz/platform/log/logger';
import { createUsageCounter } from './usage-counter';
import { mergeUsage, type RecordedUsage, readUsageFile } from './usage-file';
import { createUsageLog } from './usage-log';

let now = new Date('2026-03-01T10:11:12Z');
const clock = { now: () => now };
const web = { name: 'web', version: '1' };
const usageOf = (since: string, name: string, fields: RecordedUsage['clients'][number]['fields']): RecordedUsage => ({
  version: 1,
  since,
  clients: [{ name, version: '1', fields }],
});

let folder: string;
beforeEach(() => {
  now = new Date('2026-03-01T10:11:12Z');
  folder = mkdtempSync(join(tmpdir(), 'usage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('places are counted by client and version, and only the day of the last use is told', () => {
  const counter = createUsageCounter(clock);
  const names = ['User.name', 'User.id'];
  counter.count(web, names);
  counter.count(web, names);
  counter.count(web, ['User.name']);
  counter.count({ name: 'web', version: '2' }, ['Post.text']);
  const lastSeen = '2026-03-01T00:00:00.000Z';
  expect(counter.take()).toEqual({
    version: 1,
    since: '2026-03-01T10:11:12.000Z',
    clients: [
      { name: 'web', version: '1', fields: { 'User.name': { count: 3, lastSeen }, 'User.id': { count: 2, lastSeen } } },
      { name: 'web', version: '2', fields: { 'Post.text': { count: 1, lastSeen } } },
    ],
  });
  expect(counter.take().clients).toEqual([]);
});

test('neither made-up clients nor made-up operations fill the memory', () => {
  const counter = createUsageCounter(clock);
  for (let n = 0; n < 3_000; n += 1) counter.count({ name: `client ${n}`, version: '1' }, ['A.a']);
  for (let n = 0; n < 3_000; n += 1) counter.count({ name: 'client 0', version: '1' }, ['A.b']);
  const { clients } = counter.take();
  expect(clients).toHaveLength(201);
  expect(clients.find(({ name }) => name === 'other')?.fields['A.a']?.count).toBe(2_800);
  expect(clients[0]?.fields['A.b']?.count).toBe(3_000);
});

test('what several gateways have seen adds up', () => {
  const one = usageOf('2026-02-01T00:00:00Z', 'web', { 'A.a': { count: 1, lastSeen: '2026-02-03T00:00:00Z' } });
  const two = usageOf('2026-01-01T00:00:00Z', 'web', { 'A.a': { count: 2, lastSeen: '2026-02-02T00:00:00Z' } });
  const three = usageOf('2026-03-01T00:00:00Z', 'app', { 'A.b': { count: 1, lastSeen: '2026-03-02T00:00:00Z' } });
  expect(mergeUsage(one, two, three)).toEqual({
    version: 1,
    since: '2026-01-01T00:00:00Z',
    clients: [
      { name: 'web', version: '1', fields: { 'A.a': { count: 3, lastSeen: '2026-02-03T00:00:00Z' } } },
      { name: 'app', version: '1', fields: { 'A.b': { count: 1, lastSeen: '2026-03-02T00:00:00Z' } } },
    ],
  });
});

describe('the file', () => {
  const open = (path: string) => createUsageLog({ path, interval: 3_600_000, clock, log: createLogger('test', 'silent') });

  test('is gone on with after a restart, and what nobody asks for any more is forgotten', async () => {
    const path = join(folder, 'usage.json');
    for (const [time, places] of [
      ['2026-03-01T10:00:00Z', ['A.old']],
      ['2026-05-20T10:00:00Z', ['A.a']],
      ['2026-05-31T10:00:00Z', ['A.a', 'A.b']],
    ] as const) {
      now = new Date(time);
      const usage = open(path);
      await usage.start();
      usage.count(web, places);
      await usage.stop();
    }
    expect(readUsageFile(path)).toEqual({
      version: 1,
      since: '2026-03-01T10:00:00.000Z',
      clients: [
        {
          ...web,
          fields: { 'A.a': { count: 2, lastSeen: '2026-05-31T00:00:00.000Z' }, 'A.b': { count: 1, lastSeen: '2026-05-31T00:00:00.000Z' } },
        },
      ],
    });
    expect(readdirSync(folder)).toEqual(['usage.json']);
  });

  test('that is none of ours is not written over', async () => {
    const path = join(folder, 'other.json');
    writeFileSync(path, '{"precious":true}');
    await expect(open(path).start()).rejects.toThrow('is not a file of recorded usage');
  });

  test('that cannot be written for a while loses no count', async () => {
    const usage = open(join(folder, 'later', 'usage.json'));
    await usage.start();
    usage.count(web, ['A.a']);
    mkdirSync(join(folder, 'later'));
    usage.count(web, ['A.a']);
    await usage.stop();
    expect(readUsageFile(join(folder, 'later', 'usage.json')).clients[0]?.fields['A.a']?.count).toBe(2);
  });
});
