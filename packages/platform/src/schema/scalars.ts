import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function toDate(value: unknown): Date {
  const date = typeof value === 'string' && instant.test(value) ? new Date(value) : undefined;
  if (!date || Number.isNaN(date.getTime())) throw new GraphQLError('A DateTime is text as 2026-01-31T12:00:00.000Z.');
  return date;
}

/** A moment: `Date` inside, ISO 8601 in UTC with milliseconds outside. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => (value instanceof Date ? value : toDate(value)).toISOString(),
  parseValue: toDate,
  parseLiteral: (node) => toDate(node.kind === Kind.STRING ? node.value : undefined),
});

function toUrl(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) throw new GraphQLError('A URL is absolute, as https://example.org/path.');
  return value;
}

/** An absolute URL; text inside and outside. */
export const UrlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  serialize: toUrl,
  parseValue: toUrl,
  parseLiteral: (node) => toUrl(node.kind === Kind.STRING ? node.value : undefined),
});
