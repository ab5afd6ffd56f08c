import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { GraphQLError, parse } from 'graphql';
import { resolveBase } from '../base/base';
import { savedDocuments } from '../clients/saved-documents';
import { difference } from './difference';
import { measurePlan } from './measure';
import { createPlanner, type Planner } from './planner';
import { planTree } from './tree';

export const planUsage = `npm run plan -- OPERATION [--base REF]

  OPERATION      name of a saved operation, or a file with one
  --base REF     shows what is otherwise than in the supergraph of this git ref or file
`;

/** The plan that the gateway would make, as a tree, from the committed supergraph: nothing needs to run. */
export function printPlan(args: readonly string[], root: string): string {
  const { positionals, values } = readArguments(args);
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new ExplainedError(planUsage);
  const document = findDocument(name, root);
  const after = planLines(createPlanner(readFileSync(join(root, 'supergraph.graphql'), 'utf8')), document);
  if (values.base === undefined) return after.join('\n');
  const before = planLines(createPlanner(resolveBase(root, values.base).sdl), document);
  const changed = difference(before, after);
  return changed.length > 0 ? changed.join('\n') : `The plan is the same.\n\n${after.join('\n')}`;
}

/** A plan with its measure above it. */
export function planLines(planner: Planner, document: string): string[] {
  try {
    const plan = planner.plan(parse(document));
    const { fetches, depth } = measurePlan(plan);
    return [`${count(fetches, 'fetch', 'fetches')}, ${count(depth, 'round trip', 'round trips')}`, ...planTree(plan)];
  } catch (error) {
    if (error instanceof GraphQLError) throw new ExplainedError(`The supergraph does not answer it: ${error.message}`, { cause: error });
    throw error;
  }
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function findDocument(name: string, root: string): string {
  const saved = savedDocuments(root);
  const found = saved.find(({ file }) => basename(file, '.graphql') === name);
  if (found) return found.text;
  if (existsSync(name)) return readFileSync(name, 'utf8');
  throw new ExplainedError(
    `There is no saved operation and no file ${name}. Saved are ${saved.map(({ file }) => basename(file, '.graphql')).join(', ')}.`,
  );
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { base: { type: 'string' } } });
  } catch (error) {
    throw new ExplainedError(`${error instanceof Error ? error.message : error}\n\n${planUsage}`, { cause: error });
  }
}
