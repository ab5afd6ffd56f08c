import { Fault } from '@ejazz/platform/errors/fault';

/** Header by which a front end in development tries how it looks when parts are missing: `post=down, user=slow:800`. */
export const faultHeader = 'x-ejazz-fault';

/** `error`: the subgraph answers, with an error at every place. `slow`: it takes so many milliseconds longer. */
export type InjectedFault = { readonly kind: 'down' | 'hang' | 'garbage' | 'error' } | { readonly kind: 'slow'; readonly milliseconds: number };

export type InjectedFaults = ReadonlyMap<string, InjectedFault>;

const one = /^(\w+)=(?:(down|hang|garbage|error)|slow:(\d{1,6}))$/;

const refuse = (message: string) => new Fault('BAD_REQUEST', message, { http: { status: 400 } });

/** The faults that a request asks for, by subgraph; refused where they are not allowed, and when they are malformed. */
export function faultsIn(header: string | readonly string[] | undefined, allowed: boolean): InjectedFaults | undefined {
  if (header === undefined) return undefined;
  if (!allowed) throw refuse(`${faultHeader} works in development alone.`);
  const faults = new Map<string, InjectedFault>();
  for (const text of String(header).split(',')) {
    const [, subgraph, kind, slow] = one.exec(text.trim()) ?? [];
    if (!subgraph) throw refuse(`${faultHeader} is to be like "post=down, user=slow:800"; the faults are down, hang, slow, garbage and error.`);
    faults.set(subgraph, slow === undefined ? { kind: kind as 'down' } : { kind: 'slow', milliseconds: Number(slow) });
  }
  return faults;
}
