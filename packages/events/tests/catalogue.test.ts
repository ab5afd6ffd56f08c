import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '@ejazz/events/catalogue';
import { cataloguePage, fieldsOf } from '@ejazz/events/catalogue-page';

const root = join(__dirname, '../../..');

test('names are unique, and everything is described', () => {
  const names = catalogue.map((event) => event.name);
  expect(new Set(names).size).toBe(names.length);
  const undescribed = catalogue.flatMap((event) => [
    ...(event.describe ? [] : [event.name]),
    ...fieldsOf(event).flatMap(([field, { description }]) => (description ? [] : [`${event.name} ${field}`])),
  ]);
  expect(undescribed).toEqual([]);
});

test('nobody subscribes to its own event', () => {
  expect(catalogue.filter((event) => event.subscribers.includes(event.producer))).toEqual([]);
});

test('docs/events.md is up to date (npm run reference)', () => {
  expect(readFileSync(join(root, 'docs/events.md'), 'utf8')).toBe(cataloguePage(catalogue));
});
