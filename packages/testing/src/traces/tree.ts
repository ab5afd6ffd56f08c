import type { CollectedSpan } from './collector';

/** A trace as text: each span with when it began after the first, how long it took, whose it is and what it is. */
export function traceTree(spans: readonly CollectedSpan[]): string {
  const sorted = [...spans].sort((a, b) => a.startMs - b.startMs);
  const ids = new Set(sorted.map(({ spanId }) => spanId));
  const zero = sorted[0]?.startMs ?? 0;
  const lines = ['  begins    takes  (ms)'];
  const add = (span: CollectedSpan, depth: number) => {
    const times = [span.startMs - zero, span.endMs - span.startMs].map((ms) => ms.toFixed(1).padStart(8));
    lines.push(`${times.join(' ')}  ${'  '.repeat(depth)}${span.service.replace('ejazz-', '').padEnd(12)} ${span.name}`);
    for (const child of sorted.filter(({ parentSpanId }) => parentSpanId === span.spanId)) add(child, depth + 1);
  };
  for (const root of sorted.filter(({ parentSpanId }) => !parentSpanId || !ids.has(parentSpanId))) add(root, 0);
  return lines.join('\n');
}
