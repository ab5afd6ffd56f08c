import type { CheckReport } from '../check/report';
import type { WeighedChange } from '../check/weigh';
import { placeText, recordedText, useLines } from './places';

/** The report for people: what fails first, and why; what passes in short. */
export function textReport(report: CheckReport): string {
  const sections = [
    ['Does not compose', report.faults.map(({ message, places }) => lines(message, places.map(placeText)))],
    ['Breaks clients', report.changes.filter(({ verdict }) => verdict === 'fails').map(changeText)],
    ['Operations that the schema no longer answers', report.documents.map(documentText)],
    [
      'Against our rules',
      report.lint.filter(({ approved }) => !approved).map(({ code, message, path, place }) => lines(message, [placeText(place), `${code} ${path}`])),
    ],
    ['Breaking, approved for a time', report.changes.filter(({ verdict }) => verdict === 'approved').map(approvedText)],
    ['Breaking, but nobody asks for it', report.changes.filter(({ verdict }) => verdict === 'unused').map(shortText)],
    ['Dangerous', report.changes.filter(({ level }) => level === 'dangerous').map(shortText)],
    ['Hints of the composition', report.hints.map(({ message, places }) => lines(message.trim(), places.map(placeText)))],
    ['Exceptions that nothing needs any more', report.idleExceptions.map(({ allow, until }) => `${allow} (until ${until})`)],
  ] as const;
  const told = sections.filter(([, items]) => items.length > 0).map(([title, items]) => `${title}\n\n${items.map(indent).join('\n')}\n`);
  return [`Schema check against ${report.base}\n`, ...told, summary(report)].join('\n');
}

const lines = (message: string, details: readonly string[]): string => [message, ...details.map((detail) => `  ${detail}`)].join('\n');
const indent = (text: string): string => text.replaceAll(/^/gm, '  ');

function changeText({ code, path, message, place, uses, recorded, exception }: WeighedChange): string {
  const expired = exception ? [`the exception until ${exception.until} has expired`] : [];
  return lines(message, [
    ...(place ? [placeText(place)] : []),
    ...useLines(uses).map((use) => `breaks ${use}`),
    ...recorded.map((use) => `breaks ${recordedText(use)}`),
    ...expired,
    `${code} ${path}`,
  ]);
}

const shortText = ({ message, place }: WeighedChange): string => lines(message, place ? [placeText(place)] : []);

const approvedText = (change: WeighedChange): string =>
  lines(change.message, [`until ${change.exception?.until}, approved by ${change.exception?.approvedBy}: ${change.exception?.reason}`]);

const documentText = ({ client, operations, message, place }: CheckReport['documents'][number]): string =>
  lines(`${operations.join(', ')} (${client}): ${message}`, [placeText(place)]);

function summary({ ok, clients, recordedSince, changes, faults }: CheckReport): string {
  const weights = [
    ...clients.map(({ name, documents }) => `${documents} documents of ${name}`),
    ...(recordedSince ? [`what gateways recorded since ${recordedSince.slice(0, 10)}`] : []),
  ];
  const count = (level: string) => changes.filter((change) => change.level === level).length;
  const found = faults.length > 0 ? 'not compared' : `${count('breaking')} breaking, ${count('dangerous')} dangerous, ${count('safe')} safe`;
  return `${ok ? 'Passes' : 'FAILS'}: ${found}. Weighed by ${weights.join(', ')}.`;
}
