import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { linter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { graphql } from 'cm6-graphql';
import { styleNonce } from '../settings';
import { highlight } from './highlight';
import { hoverDocs } from './hover';
import { theme } from './theme';

const shown = (label: string): Extension => [
  theme,
  highlight,
  EditorView.cspNonce.of(styleNonce),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
];

const folding: Extension = [codeFolding(), foldGutter({ openText: '▾', closedText: '▸' })];

const done = (work: () => void): boolean => {
  work();
  return true;
};

/** Tab is left alone: it moves on to the next control, as on any page. */
const edited = (label: string, onRun: () => void): Extension => [
  shown(label),
  lineNumbers(),
  folding,
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => done(onRun) }])),
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
];

export interface QueryEditorOptions {
  readonly onRun: () => void;
  readonly onShowInDocs: (type: string | undefined, field: string | undefined) => void;
}

export const queryEditor = ({ onRun, onShowInDocs }: QueryEditorOptions): Extension => [
  edited('Operation', onRun),
  autocompletion(),
  graphql(undefined, { onShowInDocs: (field, type, parent) => onShowInDocs(parent ?? type, field) }),
  hoverDocs,
];

const parseJson = jsonParseLinter();

export const variablesEditor = (onRun: () => void): Extension => [
  edited('Variables', onRun),
  json(),
  linter((view) => (view.state.doc.toString().trim() === '' ? [] : parseJson(view))),
];

/** For reading: it can be focused, searched by the browser and folded, not changed. */
export const jsonViewer = (label: string): Extension => [
  shown(label),
  json(),
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  folding,
  EditorView.lineWrapping,
  keymap.of(foldKeymap),
];
