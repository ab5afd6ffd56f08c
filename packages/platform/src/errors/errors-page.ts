import { errorCodes } from './registry';

/** docs/errors.md: every code of top-level errors. */
export function errorsPage(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { meaning, remedy, retry }]) => `| \`${code}\` | ${meaning} | ${remedy} | ${retry ? 'yes' : 'no'} |`,
  );
  return `# Errors

Top-level \`errors\` are faults; each has \`extensions.code\` from this table. What a mutation may be expected to refuse is data:
\`userErrors\` with a code enum of its own, described in the schema.

| code | meaning | what to do | worth trying again |
|---|---|---|---|
${rows.join('\n')}
`;
}
