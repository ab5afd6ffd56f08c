import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface CodeProps {
  readonly text: string;
  /** Read once, when it is first shown. */
  readonly extensions: () => Extension;
  readonly onChange?: (text: string) => void;
  readonly onCursor?: (at: number) => void;
  readonly onMade?: (view: EditorView) => void;
}

/** A CodeMirror editor that shows the text. */
export function Code({ text, extensions, onChange, onCursor, onMade }: CodeProps) {
  const place = useRef<HTMLDivElement>(null);
  const made = useRef<EditorView>(null);
  useLayoutEffect(() => {
    if (!place.current) return;
    const tell = EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
      if (docChanged) onChange?.(state.doc.toString());
      if (docChanged || selectionSet) onCursor?.(state.selection.main.head);
    });
    const view = new EditorView({ parent: place.current, state: EditorState.create({ doc: text, extensions: [extensions(), tell] }) });
    made.current = view;
    onMade?.(view);
    return () => view.destroy();
  }, []);
  // At once with the drawing: later, what was typed in between would be taken for old, and put back for ever.
  useLayoutEffect(() => {
    const view = made.current;
    if (!view || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [text]);
  return <div class="code" ref={place} />;
}
