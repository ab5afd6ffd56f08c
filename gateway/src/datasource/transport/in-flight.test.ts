import { anonymous, type Viewer } from '@ejazz/platform/viewer/viewer';
import { createInFlight } from './in-flight';

const ann: Viewer = { userId: 'usr_ann', sessionId: 'ses_1', roles: [] };
const waiting = () => new AbortController().signal;

/** Work that is counted, and ends when told to. */
function work() {
  const starts: AbortSignal[] = [];
  let land: (value: string) => void = () => undefined;
  const start = (signal: AbortSignal) => {
    starts.push(signal);
    return new Promise<string>((resolve, reject) => {
      land = resolve;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { starts, start, land: (value: string) => land(value) };
}

test('the same question of the same viewer is asked once, and both know that they share the answer', async () => {
  const flights = createInFlight<string>();
  const { start, starts, land } = work();
  const both = Promise.all([flights.join(ann, 'q', waiting(), start), flights.join(ann, 'q', waiting(), start)]);
  land('answer');
  expect(await both).toEqual([
    { result: 'answer', shared: true, joined: false },
    { result: 'answer', shared: true, joined: true },
  ]);
  expect(starts).toHaveLength(1);
});

test.each([
  ['another viewer', anonymous, 'q'],
  ['another session of the same person', { ...ann, sessionId: 'ses_2' }, 'q'],
  ['another question', ann, 'r'],
])('%s is asked for apart', async (_name, viewer, key) => {
  const flights = createInFlight<string>();
  const [one, other] = [work(), work()];
  const both = Promise.all([flights.join(ann, 'q', waiting(), one.start), flights.join(viewer, key, waiting(), other.start)]);
  one.land('one');
  other.land('other');
  expect((await both).map(({ result, shared }) => [result, shared])).toEqual([
    ['one', false],
    ['other', false],
  ]);
});

test('an answer that has come is not kept', async () => {
  const flights = createInFlight<string>();
  for (const value of ['first', 'second']) {
    const { start, land } = work();
    const joined = flights.join(ann, 'q', waiting(), start);
    land(value);
    expect(await joined).toMatchObject({ result: value, joined: false });
  }
});

test('what was asked before a change is not joined after it', async () => {
  const flights = createInFlight<string>();
  const [before, after] = [work(), work()];
  const old = flights.join(ann, 'q', waiting(), before.start);
  flights.forget(ann);
  const fresh = flights.join(ann, 'q', waiting(), after.start);
  before.land('old');
  after.land('fresh');
  expect((await old).result).toBe('old');
  expect((await fresh).result).toBe('fresh');
});

test('one who leaves does not take the answer from the others; the last one ends the work', async () => {
  const flights = createInFlight<string>();
  const { start, starts } = work();
  const leavers = [new AbortController(), new AbortController()];
  const joined = leavers.map(({ signal }) => flights.join(ann, 'q', signal, start).catch(() => 'left'));
  leavers[0]?.abort();
  expect(await joined[0]).toBe('left');
  expect(starts[0]?.aborted).toBe(false);
  leavers[1]?.abort();
  expect(await joined[1]).toBe('left');
  expect(starts.map(({ aborted }) => aborted)).toEqual([true]);
});
