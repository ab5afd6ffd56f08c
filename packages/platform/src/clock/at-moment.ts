import type { Clock } from './clock';

const longestTimer = 2 ** 31 - 1;

/** Calls once the clock has come to the moment, also when it is put there; returns what forgets it. Keeps no process alive. */
export function atMoment(clock: Clock, moment: Date, call: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    const left = moment.getTime() - clock.now().getTime();
    timer = setTimeout(left > longestTimer ? wait : come, Math.min(Math.max(0, left), longestTimer)).unref();
  };
  const unwatch = clock.onMoved?.(wait);
  const forget = () => {
    clearTimeout(timer);
    unwatch?.();
  };
  const come = () => {
    forget();
    call();
  };
  wait();
  return forget;
}
