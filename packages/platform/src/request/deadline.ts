/** Milliseconds that the caller will still wait: from clients to the gateway, and from the gateway to subgraphs. */
export const deadlineHeader = 'x-ejazz-deadline';

const wellFormed = /^[1-9]\d{0,8}$/;

/** Milliseconds; undefined when the header is absent, NaN when it is malformed. */
export function deadlineFrom(header: unknown): number | undefined {
  if (header === undefined) return undefined;
  return typeof header === 'string' && wellFormed.test(header) ? Number(header) : Number.NaN;
}
