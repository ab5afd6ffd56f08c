import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';

export interface Instruction {
  readonly name: string;
  readonly text: string;
}

export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** The stages of the Dockerfile, with continued lines joined and comments left out. */
export function readDockerfile(): readonly Stage[] {
  const lines = readFileSync(join(projectRoot, 'Dockerfile'), 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    const [, from = '', stage = ''] = /^(\S+) AS (\w+)$/.exec(text) ?? [];
    if (name === 'FROM') stages.push({ name: stage, from, instructions: [] });
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

export const textsOf = (stage: Stage, name: string): readonly string[] =>
  stage.instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);

/** The variables of a stage's ENV instructions. */
export const environmentOf = (stage: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    textsOf(stage, 'ENV').flatMap((text) => text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])),
  );

/** Sources of a stage's COPY instructions, with the stage that they come from, if from one. */
export const copiesOf = (stage: Stage): readonly { readonly source: string; readonly stage: string | undefined }[] =>
  textsOf(stage, 'COPY').flatMap((text) => {
    const words = text.split(/\s+/);
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const paths = words.filter((word) => !word.startsWith('--'));
    return paths.slice(0, -1).map((source) => ({ source, stage: from }));
  });
