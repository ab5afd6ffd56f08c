const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A moment as people say it; exactly when one points at it. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={date.toLocaleString()}>
      {said(date)}
    </time>
  );
}

function said(date: Date): string {
  const seconds = (Date.now() - date.getTime()) / 1_000;
  const [unit, length] = steps.find(([, each]) => seconds >= each) ?? [undefined, 1];
  return unit ? words.format(-Math.floor(seconds / length), unit) : 'now';
}
