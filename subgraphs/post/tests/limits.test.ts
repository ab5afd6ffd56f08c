import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { maxClientRequestId } from '@ejazz/platform/idempotency/client-request-id';
import { postLimits } from '../src/domain/post-rules';

const schema = readFileSync(join(__dirname, '../schema.graphql'), 'utf8');
const number = (value: number) => value.toLocaleString('en');

test('the schema promises the limits that hold', () => {
  const { text, comment, media, contentWarning, altText } = postLimits;
  expect(schema).toContain(`Up to ${number(text.characters)} characters as people count them (an emoji is one) and ${number(text.bytes)} bytes`);
  expect(schema).toContain(
    `1 to ${number(comment.characters)} characters as people count them (an emoji is one), at most ${number(comment.bytes)} bytes`,
  );
  expect(schema).toContain(`up to ${number(contentWarning.characters)} characters."\n  contentWarning`);
  expect(schema).toContain(`Up to ${number(altText.characters)} characters; empty to say nothing`);
  expect(schema).toContain(`longer than ${number(altText.characters)} characters or ${number(altText.bytes)} bytes`);
  expect(schema).toContain(`longer than ${number(contentWarning.characters)} characters or ${number(contentWarning.bytes)} bytes`);
  expect(schema).toContain(`Up to ${media} media of one's own`);
  expect(schema).toContain(`Any text of up to ${maxClientRequestId} characters`);
});
