import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { CheckReport } from '../check/report';
import { recordedText, useLines } from './places';

type Severity = 'error' | 'warning' | 'notice';

/** The report as GitHub's workflow commands: each finding beside the line it speaks of. */
export function githubReport({ faults, changes, documents, lint, hints }: CheckReport): string {
  const severity = { fails: 'error', approved: 'warning', unused: 'notice', passes: 'notice' } as const;
  return [
    ...faults.map(({ code, message, places }) => annotation('error', `The subgraphs do not compose: ${code}`, message, places[0])),
    ...changes
      .filter(({ level }) => level !== 'safe')
      .map(({ code, path, verdict, message, place, uses, recorded, level }) =>
        annotation(
          level === 'dangerous' ? 'warning' : severity[verdict],
          `${code} ${path}`,
          [message, ...useLines(uses), ...recorded.map(recordedText), ...(verdict === 'unused' ? ['Nobody asks for it.'] : [])].join('\n'),
          place,
        ),
      ),
    ...documents.map(({ operations, client, message, place }) => annotation('error', `${operations.join(', ')} (${client})`, message, place)),
    ...lint.map(({ approved, code, path, message, place }) => annotation(approved ? 'notice' : 'error', `${code} ${path}`, message, place)),
    ...hints.map(({ code, message, places }) => annotation('notice', `Composition: ${code}`, message, places[0])),
  ].join('\n');
}

function annotation(severity: Severity, title: string, message: string, place: SchemaPlace | undefined): string {
  const at = place ? [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`] : [];
  return `::${severity} ${[...at, `title=${property(title)}`].join(',')}::${data(message)}`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
