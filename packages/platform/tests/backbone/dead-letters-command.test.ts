import { createDeadLetters, type DeadLetter } from '@ejazz/platform/inbox/dead-letters';
import { catalogueListing, deadLettersCommand } from '@ejazz/platform/inbox/dead-letters-command';
import { catalogue, createWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.end());

const letter: DeadLetter = {
  service: 'bird',
  producer: 'forest',
  event: { id: 'evt_1', name: 'tree.grown', version: 1, payload: { tree: 'oak' }, requestId: 'request-1', occurredAt: '2026-01-01T00:00:00.000Z' },
  reason: 'allergic\nto oaks',
  stack: ['Error: allergic\n    at bird'],
  attempts: 3,
  failedAt: new Date('2026-01-01T00:01:00Z'),
};
const replayed: string[] = [];
const letters = {
  list: async (service?: string) => [letter].filter((each) => !service || each.service === service),
  find: async (id: string) => [letter].filter((each) => each.event.id === id),
  replay: async (each: DeadLetter) => replayed.push(each.event.id) > 0,
};

test('lists a line a letter', async () => {
  expect(await deadLettersCommand(letters, ['list'], {})).toBe('evt_1  tree.grown  bird  2026-01-01T00:01:00.000Z  allergic');
  expect(await deadLettersCommand(letters, ['list'], { service: 'forest' })).toBe('no dead letters');
});

test('shows one whole', async () => {
  const shown = await deadLettersCommand(letters, ['show', 'evt_1'], {});
  for (const part of ['from forest to bird, request request-1', 'failed 3 times', '"tree": "oak"', 'at bird']) expect(shown).toContain(part);
});

test('replays one or all, and explains what it does not understand', async () => {
  expect(await deadLettersCommand(letters, ['replay', 'evt_1'], {})).toBe('1 of 1 replayed');
  expect(await deadLettersCommand(letters, ['replay'], { all: true })).toBe('1 of 1 replayed');
  expect(replayed).toEqual(['evt_1', 'evt_1']);
  await expect(deadLettersCommand(letters, ['replay', 'evt_2'], {})).rejects.toThrow('There is no dead letter evt_2.');
  await expect(deadLettersCommand(letters, ['replay'], {})).rejects.toThrow('Usage');
});

test('replaying what is not there changes nothing', async () => {
  const real = createDeadLetters(await world.startBus(), ['bird']);
  expect(await real.replay(letter)).toBe(false);
});

test('the catalogue is a line an event', () => {
  expect(catalogueListing(catalogue).split('\n')).toHaveLength(3);
});
