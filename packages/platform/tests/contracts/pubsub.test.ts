import { createEngine } from '@ejazz/platform/bus/create-engine';
import { createPubSub } from '@ejazz/platform/bus/create-pubsub';
import type { PubSub } from '@ejazz/platform/bus/pubsub';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { log, until } from '../backbone/world';
import { onEachEngine, type TestEngine } from './engines';

onEachEngine((_name, kind) => {
  let server: TestEngine;
  let here: PubSub;
  let there: PubSub;

  const process = (name: string): PubSub => {
    const engine = createEngine({ ...server.address, name, log, connections: 1, backOff: { first: 5, most: 20 } });
    const pubsub = createPubSub(engine, log);
    return { ...pubsub, ...serviceOf(name, [engine, pubsub]) };
  };
  beforeAll(async () => {
    server = await kind.start();
  });
  afterAll(() => server.end());
  beforeEach(async () => {
    here = process('here');
    there = process('there');
    await Promise.all([here.start(), there.start()]);
  });
  afterEach(() => Promise.all([here.stop(), there.stop()]));

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

  test('a message too long for the smaller engine is refused by both', async () => {
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
    await server.cutListeners();
    await back;
    await there.publish('a', 'still there?');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['still there?']);
    expect(resumed).toBe(1);
  });
});
