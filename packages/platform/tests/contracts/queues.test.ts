import { type Bus, Hopeless, type NewJob, Postponed, type RunningJob } from '@ejazz/platform/bus/bus';
import { createBus } from '@ejazz/platform/bus/create-bus';
import type { Service } from '@ejazz/platform/lifecycle/service';
import { log, until } from '../backbone/world';
import { onEachEngine, type TestEngine } from './engines';

const plain: NewJob = { name: 'work', data: null, rememberSeconds: 0 };
const quick = { first: 5, most: 20 };

onEachEngine((_name, kind) => {
  let server: TestEngine;
  let bus: Bus;
  let workers: Service[];
  let queueName: string;
  let made = 0;

  const work = async (each: (job: RunningJob) => Promise<void> | void, concurrency = 1) => {
    const worker = bus.worker(queueName, { concurrency }, async (job) => each(job));
    workers.push(worker);
    await worker.start();
    return worker;
  };
  const queue = () => bus.queue(queueName);

  beforeAll(async () => {
    server = await kind.start();
    bus = createBus({ ...server.address, name: 'test', log, lockMs: 500 });
    await bus.start();
  });
  afterAll(async () => {
    await bus.stop();
    await server.end();
  });
  beforeEach(() => {
    made += 1;
    queueName = `queue-${made}`;
    workers = [];
  });
  afterEach(async () => {
    for (const worker of workers) await worker.stop();
  });

  test('jobs are done oldest first, with their data', async () => {
    const done: unknown[] = [];
    await queue().add(Array.from({ length: 50 }, (_, index) => ({ ...plain, data: { index, text: 'ünïcödé' } })));
    await work(({ data }) => void done.push(data));
    await until(() => done.length === 50);
    expect(done).toEqual(Array.from({ length: 50 }, (_, index) => ({ index, text: 'ünïcödé' })));
  });

  test('a job of an id that is there already is not added, nor while the id is remembered', async () => {
    let done = 0;
    const job = { ...plain, id: 'a', rememberSeconds: 60 };
    await queue().add([job, job]);
    await queue().add([job]);
    await work(() => {
      done += 1;
    });
    await until(() => done === 1);
    await queue().add([job, { ...plain, id: 'last' }]);
    await until(() => done === 2);
    expect(await queue().present(['a', 'b'])).toEqual(new Set(['a']));
  });

  test('a job of an id that is forgotten when done can be added again', async () => {
    let done = 0;
    await work(() => {
      done += 1;
    });
    await queue().add([{ ...plain, id: 'a' }]);
    await until(async () => done === 1 && (await queue().present(['a'])).size === 0);
    await queue().add([{ ...plain, id: 'a' }]);
    await until(() => done === 2);
  });

  test('a failing job is tried again with back-off, told of its last try, and kept if so asked', async () => {
    const tries: boolean[] = [];
    let broken = true;
    await work(({ lastAttempt }) => {
      tries.push(lastAttempt);
      if (broken) throw new Error('allergic');
    });
    await queue().add([{ ...plain, id: 'kept', data: { tree: 'oak' }, attempts: 3, backOff: quick, keepFailed: true }]);
    await until(async () => (await queue().failedCount()) === 1);
    expect(tries).toEqual([false, false, true]);
    const [failed] = await queue().failed(10);
    expect(failed).toMatchObject({ id: 'kept', data: { tree: 'oak' }, reason: 'allergic', attempts: 3 });
    expect(failed?.stack.at(-1)).toContain('allergic');
    expect(Math.abs(Date.now() - (failed?.failedAt.getTime() ?? 0))).toBeLessThan(60_000);

    broken = false;
    expect(await queue().retry('kept')).toBe(true);
    await until(() => tries.length === 4);
    expect(tries[3]).toBe(false);
    await until(async () => (await queue().failedCount()) === 0);
    expect(await queue().retry('kept')).toBe(false);
    expect(await queue().retry('never there')).toBe(false);
  });

  test('a postponed job comes again and its try does not count; a hopeless one does not come again', async () => {
    const tries: string[] = [];
    await work(({ id, lastAttempt }) => {
      tries.push(`${id} ${lastAttempt}`);
      if (id === 'hopeless') throw new Hopeless('no');
      if (tries.filter((each) => each.startsWith('patient')).length < 4) throw new Postponed(5, 'away');
    });
    await queue().add([{ ...plain, id: 'patient', attempts: 2 }]);
    await until(() => tries.length === 4);
    expect(new Set(tries)).toEqual(new Set(['patient false']));
    await queue().add([{ ...plain, id: 'hopeless', attempts: 5, backOff: quick, keepFailed: true }]);
    await until(async () => (await queue().failedCount()) === 1);
    expect(await queue().failed(10)).toMatchObject([{ id: 'hopeless', attempts: 1 }]);
  });

  test('a delayed job waits, and does not hold up the others', async () => {
    const done: string[] = [];
    await work(({ id }) => void done.push(id));
    await queue().add([
      { ...plain, id: 'late', delayMs: 300 },
      { ...plain, id: 'soon' },
    ]);
    await until(() => done.length === 2);
    expect(done).toEqual(['soon', 'late']);
  });

  test('workers share a queue, each job is done by one of them, and no more at once than allowed', async () => {
    const done: string[] = [];
    let atOnce = 0;
    let most = 0;
    const slowly = async ({ id }: RunningJob) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 2));
      atOnce -= 1;
      done.push(id);
    };
    await work(slowly, 2);
    await work(slowly, 2);
    const ids = Array.from({ length: 60 }, (_, index) => `job-${index}`);
    await queue().add(ids.map((id) => ({ ...plain, id })));
    await until(() => done.length === 60);
    expect([...done].sort()).toEqual([...ids].sort());
    expect(most).toBeLessThanOrEqual(4);
  });

  test('a stopping worker finishes what it has in hand', async () => {
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let finish = () => {};
    const finishing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let finished = false;
    const worker = await work(async () => {
      begun();
      await finishing;
      finished = true;
    });
    await queue().add([plain]);
    await beginning;
    const stopped = worker.stop();
    finish();
    await stopped;
    expect(finished).toBe(true);
  });
});
