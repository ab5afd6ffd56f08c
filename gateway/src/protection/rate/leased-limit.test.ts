import type { RateLimit } from '@ejazz/platform/rate-limit/rate-limit';
import { createLeasedLimit } from './leased-limit';

/** A limit over all processes that notes what it is asked. */
function shared(points: number, window = 60_000) {
  const asked: number[] = [];
  const used = new Map<string, { points: number; resetAt: Date }>();
  const limit: Pick<RateLimit, 'consume'> = {
    async consume(key, wanted = 1) {
      asked.push(wanted);
      const known = used.get(key);
      const entry = known && known.resetAt.getTime() > Date.now() ? known : { points: 0, resetAt: new Date(Date.now() + window) };
      used.set(key, entry);
      entry.points += wanted;
      const allowed = entry.points <= points;
      return { allowed, remaining: allowed ? points - entry.points : 0, resetAt: entry.resetAt };
    },
  };
  return { limit, asked };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a leased limit', () => {
  it('asks for some points ahead and allows exactly as many as there are', async () => {
    const { limit, asked } = shared(40);
    const leased = createLeasedLimit(limit, 40);
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => leased.consume('ann')));
    expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(40);
    expect(asked).toEqual(Array<number>(21).fill(2));
    expect(verdicts[0]).toMatchObject({ remaining: 39 });
  });

  it('asks nobody any more when there are none left, until the window ends', async () => {
    const { limit, asked } = shared(2);
    const leased = createLeasedLimit(limit, 2);
    for (let index = 0; index < 10; index += 1) await leased.consume('ann');
    expect(asked).toHaveLength(3);
    expect(leased.peek('ann')).toMatchObject({ allowed: false, remaining: 0 });
    jest.advanceTimersByTime(60_000);
    expect(leased.peek('ann')).toBeUndefined();
    expect(await leased.consume('ann')).toMatchObject({ allowed: true });
  });

  it('is one limit for processes that share one', async () => {
    const { limit } = shared(40);
    const [here, there] = [createLeasedLimit(limit, 40), createLeasedLimit(limit, 40)];
    const verdicts = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? here : there).consume('ann')));
    expect(verdicts.filter(({ allowed }) => allowed).length).toBeLessThanOrEqual(40);
    expect(verdicts.filter(({ allowed }) => allowed).length).toBeGreaterThanOrEqual(38);
  });

  it('takes what one request needs beyond a lease', async () => {
    const { limit, asked } = shared(40);
    const leased = createLeasedLimit(limit, 40);
    expect(await leased.consume('ann', 30)).toMatchObject({ allowed: true, remaining: 10 });
    expect(await leased.consume('ann', 11)).toMatchObject({ allowed: false });
    expect(asked).toEqual([30, 11]);
  });

  it('counts what is given back as left', async () => {
    const leased = createLeasedLimit(shared(40).limit, 40);
    await leased.consume('ann', 40);
    leased.giveBack('ann', 15);
    expect(await leased.consume('ann', 15)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await leased.consume('ann', 1)).toMatchObject({ allowed: false });
  });

  it('keeps keys apart', async () => {
    const leased = createLeasedLimit(shared(1).limit, 1);
    expect(await leased.consume('ann')).toMatchObject({ allowed: true });
    expect(await leased.consume('ann')).toMatchObject({ allowed: false });
    expect(await leased.consume('bob')).toMatchObject({ allowed: true });
  });
});
