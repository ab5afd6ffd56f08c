/** The codes of top-level errors, as docs/errors.md (which is made from the registry) lists them. */
export function errorCodesModule(page) {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+?) \| .+ \| (yes|no) \|$/gm)];
  if (rows.length === 0) throw new Error('docs/errors.md lists no codes.');
  const entries = rows.map(([, code, meaning, again]) => `  /** ${meaning} */\n  ${code}: { retry: ${again === 'yes'} },`);
  return `export const errorCodes = {\n${entries.join('\n')}\n} as const;\n`;
}
