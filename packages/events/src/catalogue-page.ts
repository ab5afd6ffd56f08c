import type { EventDefinition } from '@ejazz/platform/events/define-event';
import { z } from 'zod';

interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly description?: string;
}

/** docs/events.md. */
export function cataloguePage(catalogue: readonly EventDefinition[]): string {
  const overview = catalogue.map((event) => `| [\`${event.name}\`](#${anchor(event.name)}) | ${event.producer} | ${event.subscribers.join(', ')} |`);
  return [
    '# Events',
    '',
    'What services tell each other. Generated from `packages/events` by `npm run reference`; do not edit.',
    '',
    'Delivered at least once and applied once; in no order that may be relied on. Payloads carry ids and versions, never personal text.',
    '',
    '| event | producer | subscribers |',
    '| ----- | -------- | ----------- |',
    ...overview,
    '',
    ...catalogue.flatMap(section),
  ].join('\n');
}

const anchor = (name: string) => name.replaceAll('.', '');

function section(event: EventDefinition): string[] {
  return [
    `## ${event.name}`,
    '',
    `${event.describe} Version ${event.version}, from **${event.producer}** to ${event.subscribers.join(', ')}.`,
    '',
    '| field | type | meaning |',
    '| ----- | ---- | ------- |',
    ...fieldsOf(event).map(([name, field]) => `| \`${name}\` | ${typeOf(field)} | ${field.description ?? ''} |`),
    '',
  ];
}

/** Fields of the payload as JSON Schema has them. */
export function fieldsOf(event: EventDefinition): [string, FieldSchema][] {
  return Object.entries((z.toJSONSchema(event.payload).properties ?? {}) as Record<string, FieldSchema>);
}

function typeOf(field: FieldSchema): string {
  if (field.anyOf) return field.anyOf.map(typeOf).join(' or ');
  if (field.enum) return field.enum.map((value) => `\`${value}\``).join(', ');
  if (field.type === 'array') return `list of ${typeOf(field.items ?? {})}`;
  return field.format === 'date-time' ? 'ISO 8601 time' : [field.type ?? 'anything'].flat().join(' or ');
}
