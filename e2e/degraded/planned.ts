import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchNode, PlanNode, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { buildSupergraph } from '@ejazz/gateway/supergraph/supergraph';
import { projectRoot } from '@ejazz/launcher/project-root';
import { parse } from 'graphql';

export const supergraph = buildSupergraph(readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'), new Map());

/** A request that a plan has for a subgraph: where its answer goes, and the fields there that it brings. */
export interface PlannedFetch {
  readonly subgraph: string;
  /** Response names joined by dots, `*` in place of the index in a list. */
  readonly at: string;
  readonly fields: readonly string[];
}

/** Who brings what of an operation's answer. */
export function plannedFetches(document: string): PlannedFetch[] {
  const { node } = supergraph.plan(parse(document), undefined).plan;
  return node ? fetchesOf(node, []) : [];
}

function fetchesOf(node: PlanNode | SubscriptionNode, at: readonly string[]): PlannedFetch[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => fetchesOf(child, at));
    case 'Flatten':
      return fetchesOf(node.node, node.path.map(String));
    case 'Fetch':
      return [{ subgraph: node.serviceName, at: path(at), fields: namesOf(node) }];
    default:
      throw new Error(`A plan of a saved operation has a node of the kind ${node.kind}.`);
  }
}

function namesOf({ operation, requires }: FetchNode): string[] {
  const [definition] = parse(operation).definitions;
  if (definition?.kind !== 'OperationDefinition') throw new Error('A fetch is an operation.');
  const names = (selections: QueryPlanSelectionNode[] | typeof definition.selectionSet.selections): string[] =>
    selections.flatMap((selection) => {
      if (selection.kind === 'FragmentSpread') throw new Error('A fetch has no fragments of its own.');
      if (selection.kind === 'InlineFragment') return names('selectionSet' in selection ? selection.selectionSet.selections : selection.selections);
      const { alias, name } = selection;
      const text = (value: string | { value: string }) => (typeof value === 'string' ? value : value.value);
      const entities = requires && text(name) === '_entities' && 'selectionSet' in selection;
      return entities ? names(selection.selectionSet?.selections ?? []) : [text(alias ?? name)];
    });
  return [...new Set(names(definition.selectionSet.selections))];
}

const path = (steps: readonly string[]): string => steps.map((step) => (step === '@' ? '*' : step)).join('.');
