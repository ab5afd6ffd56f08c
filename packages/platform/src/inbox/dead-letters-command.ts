import type { EventDefinition } from '../events/define-event';
import { ExplainedError } from '../lifecycle/explained-error';
import type { DeadLetter, DeadLetters } from './dead-letters';

export const deadLettersUsage = `  dead list [--service NAME]             events that could not be handled, oldest first
  dead show ID [--service NAME]          one of them whole, with its reason
  dead replay ID|--all [--service NAME]  give them all their tries anew
  catalogue                              every event, its producer and its subscribers`;

interface Options {
  readonly service?: string | undefined;
  readonly all?: boolean | undefined;
}

/** `npm run events -- dead …`: returns what to print. */
export async function deadLettersCommand(letters: DeadLetters, [action, id]: readonly string[], { service, all }: Options): Promise<string> {
  if (action === 'list' || action === undefined) return listing(await letters.list(service));
  if (action === 'show' && id) return (await chosen(letters, id, service)).map(whole).join('\n\n');
  if (action === 'replay' && (all ? !id : id)) {
    const asked = id ? await chosen(letters, id, service) : await letters.list(service);
    const replayed = await Promise.all(asked.map((letter) => letters.replay(letter)));
    return `${replayed.filter(Boolean).length} of ${asked.length} replayed`;
  }
  throw new ExplainedError(`Usage: npm run events --\n${deadLettersUsage}`);
}

/** `npm run events -- catalogue` */
export const catalogueListing = (catalogue: readonly EventDefinition[]): string =>
  table(catalogue.map((event) => [event.name, `v${event.version}`, event.producer, '->', event.subscribers.join(', ')]));

async function chosen(letters: DeadLetters, id: string, service?: string): Promise<DeadLetter[]> {
  const found = await letters.find(id, service);
  if (found.length === 0) throw new ExplainedError(`There is no dead letter ${id}${service ? ` of ${service}` : ''}.`);
  return found;
}

const listing = (letters: readonly DeadLetter[]): string =>
  letters.length === 0
    ? 'no dead letters'
    : table(
        letters.map(({ event, service, failedAt, reason }) => [event.id, event.name, service, failedAt.toISOString(), reason.split('\n')[0] ?? '']),
      );

function whole({ service, producer, event, attempts, failedAt, reason, stack }: DeadLetter): string {
  return [
    `${event.name} v${event.version} ${event.id}`,
    `from ${producer} to ${service}, request ${event.requestId}, of ${event.occurredAt}`,
    `failed ${attempts} times, last at ${failedAt.toISOString()}: ${reason}`,
    JSON.stringify(event.payload, null, 2),
    ...stack.slice(-1),
  ].join('\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
