import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@ejazz/testing/people';

interface Payload {
  readonly userErrors?: readonly { readonly code?: string; readonly message: string }[];
}

/** Longer than a service takes to give up: what a client no longer waits for must not come about after its repeat. */
const patienceMs = 30_000;

/**
 * Sends the same mutation again until the graph says that it is done; `created` names the object in its payload, whose id is returned.
 * Every fault is taken for passing, but a refusal: nothing here may be refused.
 */
export async function untilAcknowledged(
  person: Person,
  document: string,
  variables: Record<string, unknown>,
  { mutation, created }: { mutation: string; created: string },
): Promise<string> {
  const giveUpAt = Date.now() + 120_000;
  for (let wait = 20; ; wait = Math.min(wait * 2, 320)) {
    const answer = await person.ask(document, variables, AbortSignal.timeout(patienceMs)).catch((error: unknown) => ({ data: null, errors: error }));
    const payload = (answer.data?.[mutation] ?? {}) as Payload & Record<string, { readonly id?: string } | null>;
    const refusal = payload.userErrors?.[0];
    if (refusal) throw new Error(`${mutation} ${JSON.stringify(variables)} was refused: ${refusal.code} ${refusal.message}`);
    const id = payload[created]?.id;
    if (id) return id;
    if (Date.now() > giveUpAt) throw new Error(`${mutation} was never acknowledged; last: ${JSON.stringify(answer)}`);
    await pause(wait);
  }
}
