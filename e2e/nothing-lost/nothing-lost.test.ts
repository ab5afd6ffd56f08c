import { type Person, signUp } from '@ejazz/testing/people';
import { redisMissing } from '@ejazz/testing/redis/redis-server';
import { createCrowd } from './crowd';
import { type MortalHouse, startMortalHouse } from './house';
import { carryOut, planKills } from './killing';
import { createModel, feedOf, type Model, notificationsOf } from './model';
import { seenFeed, seenNotifications, seenUnread } from './seen';
import { quiescence, storedFeedEntries, storedRelations, storedTexts, wrongCounters } from './stored';

/**
 * NOTHING_LOST_SEEDS=1-100 or 3,7 (on both engines), NOTHING_LOST_ACTIONS=1000, NOTHING_LOST_KILLS=30, NOTHING_LOST_COPIES=2 (of each
 * subgraph), NOTHING_LOST_WAITS=production (the processes' own back-off times): more than every run of all tests can wait for. What a
 * seed settles is who is killed when, and what each client does; what meets what is up to the machine.
 */
const given = process.env.NOTHING_LOST_SEEDS;
const actions = Number(process.env.NOTHING_LOST_ACTIONS ?? 120);
const kills = Number(process.env.NOTHING_LOST_KILLS ?? 6);
const copies = Number(process.env.NOTHING_LOST_COPIES ?? 1);
const hurry = process.env.NOTHING_LOST_WAITS !== 'production';
/** What is lost on its way twice waits for ten minutes in production. */
const patienceMs = hurry ? 90_000 : 1_500_000;
const clients = 20;
const missing = redisMissing();

nothingIsLost('postgres', seedsOf(given ?? '1-3'), 'with the bus on PostgreSQL');
nothingIsLost('redis', seedsOf(given ?? '4-5'), `with the bus on Redis${missing ? ` (${missing})` : ''}`, Boolean(missing));

function nothingIsLost(engine: 'postgres' | 'redis', seeds: readonly number[], title: string, skipped = false): void {
  (skipped ? describe.skip : describe)(`while anything is killed, ${title}`, () => {
    let house: MortalHouse;
    beforeAll(async () => {
      house = await startMortalHouse(engine, { copies, hurry });
    });
    afterAll(() => house?.remove());

    it.each(seeds)(
      'every acknowledged action comes about once, and all that follows from it (seed %i)',
      async (seed) => {
        const people: Person[] = [];
        // One after the other: a password costs a processor its while, and nobody signs up again who was not answered in time.
        for (let index = 0; index < clients; index += 1) people.push(await signUp(house.url, `s${seed}_${index}`));
        const model = createModel();
        const crowd = createCrowd(people, model);
        await Promise.all([crowd.act(actions, seed), carryOut(planKills(house.targets, actions, kills, seed), house.targets, crowd)]);
        expect(crowd.acknowledged()).toBe(actions);
        await quiescence(house.databases.urls, patienceMs);
        await expectAsModelled(house, model, people);
      },
      600_000 + patienceMs,
    );
  });
}

async function expectAsModelled({ databases: { urls } }: MortalHouse, model: Model, people: readonly Awaited<ReturnType<typeof signUp>>[]) {
  const ids = people.map(({ id }) => id);
  const texts = (all: Model['posts']) => all.map(({ id, text }) => `${id} ${text}`).sort();
  expect(await storedTexts(urls.post, 'post', ids)).toEqual(texts(model.posts));
  expect(await storedTexts(urls.post, 'comment', ids)).toEqual(texts(model.comments));
  expect(await storedRelations(urls.user, 'follows', ids)).toEqual(model.follows);
  expect(await storedRelations(urls.post, 'likes', ids)).toEqual(model.likes);
  expect(await wrongCounters(urls)).toEqual([]);
  expect(await storedFeedEntries(urls.feed, ids)).toEqual(ids.flatMap((id) => feedOf(model, id).map((post) => `${id} ${post}`)).sort());
  for (const person of people) {
    const told = notificationsOf(model, person.id);
    expect([person.username, await seenNotifications(person)]).toEqual([person.username, told]);
    expect([person.username, await seenUnread(person)]).toEqual([person.username, told.length]);
    expect([person.username, await seenFeed(person)]).toEqual([person.username, feedOf(model, person.id)]);
  }
}

function seedsOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [first = 1, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
