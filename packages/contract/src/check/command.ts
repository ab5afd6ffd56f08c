import { parseArgs } from 'node:util';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { githubReport } from '../report/github';
import { textReport } from '../report/text';
import { checkProject } from './check';
import type { CheckReport } from './report';

export const checkUsage = `npm run schema:check -- [flags]

  --base REF       git ref or file to compare with    (what is shared with origin/main, else the last release, else HEAD)
  --client FILE    manifest of a client's documents; may be given more than once
  --usage FILE     what a gateway has recorded of the fields that its clients ask for; may be given more than once
  --days N         how many days back a recorded use counts    (30)
  --format F       text, json or github                        (github in a GitHub workflow, else text)
  --help           this text

Ends with 0 when nothing fails, 1 when something does, 2 when the check cannot be made.
`;

const formats: Readonly<Record<string, (report: CheckReport) => string>> = {
  text: textReport,
  json: (report) => JSON.stringify(report, null, 2),
  github: (report) => [githubReport(report), textReport(report)].filter(Boolean).join('\n'),
};

/** Runs the check as the command line says, writes the report, and returns the exit code. */
export async function runCheck(
  args: readonly string[],
  { root, inGithub, write }: { root: string; inGithub: boolean; write: (text: string) => void },
) {
  const { help, base, client = [], usage = [], days, format = inGithub ? 'github' : 'text' } = readFlags(args);
  if (help) {
    write(checkUsage);
    return 0;
  }
  const print = formats[format];
  if (!print) throw new ExplainedError(`--format is one of ${Object.keys(formats).join(', ')}, not ${format}.`);
  const report = await checkProject({ root, base, manifests: client, usage, days: readDays(days), now: new Date() });
  write(print(report));
  return report.ok ? 0 : 1;
}

function readDays(given = '30'): number {
  if (!/^[1-9]\d{0,3}$/.test(given)) throw new ExplainedError(`--days is a whole number of days, at least 1, not ${given}.`);
  return Number(given);
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        base: { type: 'string' },
        client: { type: 'string', multiple: true },
        usage: { type: 'string', multiple: true },
        days: { type: 'string' },
        format: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new ExplainedError(`${error instanceof Error ? error.message : error}\n\n${checkUsage}`, { cause: error });
  }
}
