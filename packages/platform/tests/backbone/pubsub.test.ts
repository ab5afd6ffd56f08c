import { createPostgresPubSub } from '@ejazz/platform/bus/postgres-pubsub';
import type { PubSub } from '@ejazz/platform/bus/pubsub';
import { createTestDatabase, type TestDatabase } from '@ejazz/testing/postgres/test-database';
import { Client } from 'pg';
import { log, until } from './world';

let database: TestDatabase;
let here: PubSub;
let there: PubSub;
beforeEach(async () => {
  database = await createTestDatabase('bus');
  here = createPostgresPubSub({ url: database.url, log, backOff: { first: 5, most: 20 } });
  there = createPostgresPubSub({ url: database.url, log });
  await Promise.all([here.start(), there.start()]);
});
afterEach(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await database.drop();
});

test('messages reach the listeners of their channel in every process, in order, equal ones too', async () => {
  const heard: string[] = [];
  const other: string[] = [];
  here.subscribe('a', (message) => heard.push(message));
  here.subscribe('b', (message) => other.push(message));
  const messages = Array.from({ length: 2_000 }, (_, index) => (index % 10 === 0 ? 'same' : `message ${index}`));
  await Promise.all(messages.map((message) => there.publish('a', message)));
  await until(() => heard.length === messages.length);
  expect(heard).toEqual(messages);
  expect(other).toEqual([]);
});

test('messages published one after another all arrive', async () => {
  const heard: string[] = [];
  here.subscribe('a', (message) => heard.push(message));
  for (let index = 0; index < 50; index += 1) await there.publish('a', String(index));
  await until(() => heard.length === 50);
});

test('an ended subscription hears nothing, and a failing listener does not harm the others', async () => {
  const heard: string[] = [];
  const end = here.subscribe('a', () => heard.push('ended'));
  here.subscribe('a', () => {
    throw new Error('clumsy');
  });
  here.subscribe('a', (message) => heard.push(message));
  end();
  await there.publish('a', 'ünïcödé "quoted"');
  await until(() => heard.length > 0);
  expect(heard).toEqual(['ünïcödé "quoted"']);
});

test('a message too long for a notification is refused', async () => {
  await expect(here.publish('a', 'x'.repeat(8_000))).rejects.toThrow('too long');
  const heard: string[] = [];
  here.subscribe('a', (message) => heard.push(message));
  const longest = 'ü'.repeat(3_900);
  await Promise.all([there.publish('a', longest), there.publish('a', longest), there.publish('a', 'short')]);
  await until(() => heard.length === 3);
});

test('a lost connection comes back by itself and says so', async () => {
  const heard: string[] = [];
  let resumed = 0;
  here.subscribe('a', (message) => heard.push(message));
  const back = new Promise<void>((resolve) => {
    here.onResume(() => {
      resumed += 1;
      resolve();
    });
  });
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
  await admin.end();
  await back;
  await there.publish('a', 'still there?');
  await until(() => heard.length > 0);
  expect(heard).toEqual(['still there?']);
  expect(resumed).toBe(1);
});
