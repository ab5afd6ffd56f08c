import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode, SubscriptionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, print, type SelectionSetNode } from 'graphql';
import { childrenOf } from './fetches';

/** A plan as a tree of lines: which subgraph is asked for what, after what, and beside what. */
export const planTree = ({ node }: QueryPlan): string[] => (node ? nodeLines(node, []) : ['nothing is fetched']);

const inTurn = 'one after another';
const together = 'at the same time';
/** Selections are kept on one line up to this many characters. */
const lineLength = 100;

function nodeLines(node: PlanNode | SubscriptionNode, path: readonly (string | number)[]): string[] {
  switch (node.kind) {
    case 'Fetch':
      return fetchLines(node, path);
    case 'Flatten':
      return nodeLines(node.node, node.path);
    case 'Sequence':
      return branch(inTurn, node.nodes, path);
    case 'Parallel':
      return branch(together, node.nodes, path);
    case 'Subscription':
      return branch('for each event', childrenOf(node), path);
    case 'Condition':
      return branch(`if $${node.condition}${node.elseClause ? ', else the other' : ''}`, childrenOf(node), path);
    case 'Defer':
      return branch('at once, then the rest', childrenOf(node), path);
  }
}

function branch(title: string, nodes: readonly PlanNode[], path: readonly (string | number)[]): string[] {
  const [only] = nodes;
  if (only && nodes.length === 1 && (title === inTurn || title === together)) return nodeLines(only, path);
  const blocks = nodes.map((node) => nodeLines(node, path));
  return [
    title,
    ...blocks.flatMap((lines, index) => {
      const last = index === blocks.length - 1;
      return lines.map((line, place) => `${place === 0 ? (last ? '└─ ' : '├─ ') : last ? '   ' : '│  '}${line}`);
    }),
  ];
}

function fetchLines({ serviceName, requires, operation, operationDocumentNode }: FetchNode, path: readonly (string | number)[]): string[] {
  const where = path.length > 0 ? ` at ${pathText(path)}` : '';
  const by = requires ? `: ${requires.map(requiredText).join(', ')}` : '';
  return [`${serviceName}${where}${by}`, ...selectionLines(operationDocumentNode ?? parse(operation)).map((line) => `   ${line}`)];
}

const pathText = (path: readonly (string | number)[]): string => path.join('.').replaceAll('.@', '[]');

/** `Post by id`: what a subgraph is told of an entity that it is asked for. */
function requiredText(node: QueryPlanSelectionNode): string {
  if (node.kind === 'Field') return node.selections ? `${node.name} { ${node.selections.map(requiredText).join(' ')} }` : node.name;
  const fields = node.selections.filter((selection) => selection.kind !== 'Field' || selection.name !== '__typename').map(requiredText);
  return `${node.typeCondition} by ${fields.join(' ')}`;
}

/** What is asked for, without what only machines need. */
function selectionLines({ definitions }: DocumentNode): string[] {
  return definitions.flatMap((definition) => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return print(definition).split('\n');
    return definition.kind === Kind.OPERATION_DEFINITION ? folded(setLines(entitySelections(definition.selectionSet))) : [];
  });
}

/** What is asked of entities, without `_entities(representations:)` and, where they are all of one type, without `... on` it. */
function entitySelections(set: SelectionSetNode): SelectionSetNode {
  const [only] = set.selections;
  if (only?.kind !== Kind.FIELD || only.name.value !== '_entities' || !only.selectionSet) return set;
  const [type] = only.selectionSet.selections;
  return type?.kind === Kind.INLINE_FRAGMENT && only.selectionSet.selections.length === 1 ? type.selectionSet : only.selectionSet;
}

function setLines({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD && selection.name.value === '__typename') return [];
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return print(selection).split('\n');
    const head = print({ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: [] } }).trim();
    const inner = setLines(selection.selectionSet);
    if (inner.length === 0) return [head];
    const line = `${head} { ${inner.join(' ')} }`;
    return line.length <= lineLength ? [line] : [`${head} {`, ...folded(inner).map((each) => `  ${each}`), '}'];
  });
}

/** Neighbouring fields without selections of their own share lines. */
function folded(lines: readonly string[]): string[] {
  const rows: string[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    const fits = row !== undefined && [row, line].every((one) => /^\w[\w ]*$/.test(one)) && row.length + line.length < lineLength;
    if (fits) rows[rows.length - 1] = `${row} ${line}`;
    else rows.push(line);
  }
  return rows;
}
