import { NoAnswer, type NoAnswerReason } from './no-answer';
import { createResilience } from './resilience';

const { signal } = new AbortController();
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A subgraph that fails in the given way until it is mended. */
function failing(reason: NoAnswerReason | 'mended') {
  const state = { reason, asked: 0 };
  const work = async () => {
    state.asked += 1;
    if (state.reason !== 'mended') throw new NoAnswer(state.reason, 'as told');
    return 'answer';
  };
  return { state, work };
}

function subject(retries = 2) {
  const onRetry = jest.fn();
  const resilience = createResilience({ retries, onRetry });
  const run = async (work: () => Promise<string>, repeatable = true) => {
    const result = resilience.run(work, { repeatable, signal }).catch((error: NoAnswer) => error.reason);
    await jest.advanceTimersByTimeAsync(500);
    return result;
  };
  return { resilience, run, retried: () => onRetry.mock.calls.length };
}

test('a query that does not reach the subgraph is sent again, and its answer is the answer', async () => {
  const { run, retried } = subject();
  const { state, work } = failing('unreachable');
  const result = run(async () => {
    if (state.asked === 1) state.reason = 'mended';
    return work();
  });
  expect(await result).toBe('answer');
  expect([state.asked, retried()]).toEqual([2, 1]);
});

test('a mutation that could not even be sent is sent to where it can be', async () => {
  const { run } = subject();
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries === 1) throw new NoAnswer('unreachable', 'nobody listens', { unsent: true });
    return 'answer';
  };
  expect(await run(work, false)).toBe('answer');
});

test.each<[string, NoAnswerReason, boolean]>([
  ['a mutation', 'unreachable', false],
  ['a query that took too long', 'timeout', true],
  ["a query whose client's time was up", 'deadline', true],
  ['a query answered by garbage', 'garbage', true],
  ['a query that was refused', 'refused', true],
])('%s is sent once', async (_name, reason, repeatable) => {
  const { run } = subject();
  const { state, work } = failing(reason);
  expect(await run(work, repeatable)).toBe(reason);
  expect(state.asked).toBe(1);
});

test('when everything fails, the retries come to an end', async () => {
  const { resilience, run, retried } = subject();
  // Answers in between keep the breaker closed, so that only the budget can end them.
  for (let round = 0; round < 30; round += 1) {
    await run(failing('unreachable').work);
    for (let answers = 0; answers < 5; answers += 1) await run(failing('mended').work, false);
  }
  expect(resilience.state).toBe('closed');
  expect(retried()).toBeLessThan(30 * 2);
  expect(retried()).toBeLessThanOrEqual(10 + (30 * 6) / 10);
});

test.each<NoAnswerReason>(['unreachable', 'timeout', 'garbage'])(
  'a subgraph that fails (%s) again and again is given rest, then tried by one',
  async (reason) => {
    const { resilience, run } = subject(0);
    const { state, work } = failing(reason);
    for (let request = 0; request < 5; request += 1) expect(await run(work)).toBe(reason);
    expect(resilience.state).toBe('open');
    expect(await run(work)).toBe('resting');
    expect(state.asked).toBe(5);

    await jest.advanceTimersByTimeAsync(1_000);
    expect(await run(work)).toBe(reason);
    expect(state.asked).toBe(6);
    expect(resilience.state).toBe('open');

    state.reason = 'mended';
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await run(work)).toBe('answer');
    expect(resilience.state).toBe('closed');
  },
);

test.each<NoAnswerReason>(['deadline', 'refused'])('what one client brings about (%s) does not keep others from the subgraph', async (reason) => {
  const { resilience, run } = subject();
  for (let request = 0; request < 30; request += 1) await run(failing(reason).work);
  expect(resilience.state).toBe('closed');
});

test('it tells how long a subgraph that is given rest is not going to be asked, longer each time', async () => {
  const { resilience, run } = subject(0);
  const { state, work } = failing('garbage');
  expect(resilience.restsFor()).toBe(0);
  for (let request = 0; request < 5; request += 1) await run(work);
  expect(resilience.restsFor()).toBe(500);
  await jest.advanceTimersByTimeAsync(600);
  expect(resilience.restsFor()).toBe(0);
  await run(work);
  expect(resilience.restsFor()).toBe(1_500);
  await jest.advanceTimersByTimeAsync(2_000);
  state.reason = 'mended';
  expect(await run(work)).toBe('answer');
  expect(resilience.restsFor()).toBe(0);
});
