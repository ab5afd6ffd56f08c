import { join } from 'node:path';
import { compose } from '@ejazz/gateway/supergraph/compose';
import { readSupergraphYaml, type SubgraphSource } from '@ejazz/gateway/supergraph/supergraph-yaml';
import { mergeUsage, type RecordedUsage, readUsageFile } from '@ejazz/gateway/usage/usage-file';
import { GraphQLError } from 'graphql';
import { apiSchemaOf } from '../base/api-schema';
import { type Base, resolveBase } from '../base/base';
import { allChanges } from '../changes/all-changes';
import type { ClientDocument } from '../clients/client-document';
import { readManifest } from '../clients/manifest';
import { formerDocuments, savedDocuments } from '../clients/saved-documents';
import { lint } from '../lint/lint';
import { elementsOf, type SchemaElement } from '../schema/elements';
import { locate } from '../schema/locate';
import { documentUses } from '../usage/document-uses';
import { keyUses } from '../usage/key-uses';
import { recordedUses } from '../usage/recorded-usage';
import { documentFaults } from './document-faults';
import { exceptionFor, readExceptions, type SchemaException } from './exceptions';
import type { CheckReport } from './report';
import { weigh } from './weigh';

export interface CheckOptions {
  /** The checkout to check. */
  readonly root: string;
  /** A git ref or a file; see resolveBase for what is taken when absent. */
  readonly base?: string | undefined;
  /** Manifests of clients' documents. */
  readonly manifests: readonly string[];
  /** Files of what gateways have recorded. */
  readonly usage: readonly string[];
  /** How many days back a recorded use counts. */
  readonly days: number;
  readonly now: Date;
}

/** What is compared, and by what it is weighed. */
export interface CheckInput {
  readonly sources: readonly SubgraphSource[];
  readonly base: Base;
  readonly documents: readonly ClientDocument[];
  readonly usage?: RecordedUsage | undefined;
  readonly exceptions: readonly SchemaException[];
  readonly days: number;
  readonly now: Date;
}

/** The check of a checkout: schemas and documents as they lie there. */
export function checkProject({ root, base: wanted, manifests, usage, days, now }: CheckOptions): Promise<CheckReport> {
  const base = resolveBase(root, wanted);
  const former = base.commit ? formerDocuments(base.commit) : [];
  const documents = [...savedDocuments(root), ...former, ...manifests.flatMap(readManifest)];
  const sources = readSupergraphYaml(join(root, 'supergraph.yaml'));
  return check({ sources, base, documents, usage: usageOf(usage), exceptions: readExceptions(root), days, now });
}

function usageOf(files: readonly string[]): RecordedUsage | undefined {
  const [first, ...more] = files.map(readUsageFile);
  return first && mergeUsage(first, ...more);
}

/** Composes, lints, compares, and weighs each change by who uses what it changes. */
export async function check({ sources, base, documents, usage, exceptions, days, now }: CheckInput): Promise<CheckReport> {
  const { supergraphSdl, faults, hints } = compose(sources);
  const elements = sources.flatMap(readableElements);
  const lintFindings = sources
    .flatMap((source) => lint(elements.filter(({ place }) => place.file === source.file)))
    .map((finding) => {
      const found = exceptionFor(finding, exceptions, now);
      return { ...finding, approved: found?.holds ?? false, ...(found ? { exception: found.exception } : {}) };
    });
  const common = {
    base: base.label,
    clients: countByClient(documents),
    faults,
    hints,
    lint: lintFindings,
    ...(usage ? { recordedSince: usage.since } : {}),
  };
  if (supergraphSdl === undefined) return { ...common, ok: false, changes: [], documents: [], idleExceptions: [] };

  const [baseSchema, headSchema] = [apiSchemaOf(base.sdl), apiSchemaOf(supergraphSdl)];
  const found = await allChanges({ sdl: base.sdl, schema: baseSchema }, { sdl: supergraphSdl, schema: headSchema });
  const invalid = documentFaults(baseSchema, headSchema, documents);
  const uses = new Map([...documentUses(baseSchema, documents), ...keyUses(base.sdl, documents, found)]);
  const since = new Date(now.getTime() - days * 86_400_000);
  const changes = found.map((change) =>
    weigh(change, {
      uses,
      recorded: (paths) => (usage ? recordedUses(usage, paths, since) : []),
      exceptions,
      locate: (path) => locate(path, elements),
      now,
    }),
  );
  const told = new Set(
    changes.filter(({ level }) => level === 'breaking').flatMap((change) => change.uses.map(({ file, operation }) => `${file} ${operation}`)),
  );
  const untold = invalid.filter(({ place, operations }) => !operations.some((operation) => told.has(`${place.file} ${operation}`)));
  const needed = new Set([...lintFindings, ...changes].map(({ exception }) => exception));
  return {
    ...common,
    ok: untold.length === 0 && lintFindings.every(({ approved }) => approved) && changes.every(({ verdict }) => verdict !== 'fails'),
    changes,
    documents: untold,
    idleExceptions: exceptions.filter((exception) => !needed.has(exception)),
  };
}

/** Composition tells what cannot be parsed. */
function readableElements(source: SubgraphSource): SchemaElement[] {
  try {
    return elementsOf(source);
  } catch (error) {
    if (error instanceof GraphQLError) return [];
    throw error;
  }
}

function countByClient(documents: readonly ClientDocument[]): { name: string; documents: number }[] {
  const counts = new Map<string, number>();
  for (const { client } of documents) counts.set(client, (counts.get(client) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, documents: count }));
}
