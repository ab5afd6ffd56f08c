import type { EditorView } from '@codemirror/view';
import { updateSchema } from 'cm6-graphql';
import { useEffect, useRef, useState } from 'preact/hooks';
import { showInDocs } from '../docs/place';
import { Code } from '../editor/code';
import { queryEditor, variablesEditor } from '../editor/setup';
import { operationAt } from '../graph/operation-at';
import { useStore } from '../store';
import { cancel, cursor, draft, filling, run, runDraft, schema, shareLink, variablesIn } from '../workbench';
import { Icon } from './icon';

const runNow = () => void runDraft();

export function EditorPane() {
  const { query, variables } = useStore(draft);
  const { schema: known } = useStore(schema);
  const busy = useStore(filling);
  const editor = useRef<EditorView>(null);
  useEffect(() => {
    if (editor.current && known) updateSchema(editor.current, known);
  }, [known]);
  return (
    <section class="pane editor-pane" aria-label="Operation">
      <Toolbar />
      <div class="query">
        <Code
          text={query}
          extensions={() => queryEditor({ onRun: runNow, onShowInDocs: showInDocs })}
          onChange={(text) => draft.set((present) => ({ ...present, query: text }))}
          onCursor={cursor.set}
          onMade={(view) => {
            editor.current = view;
            const { schema: already } = schema.get();
            if (already) updateSchema(view, already);
          }}
        />
      </div>
      <div class="variables" aria-busy={busy}>
        <h2 class="strip">Variables {variablesIn(variables) ? null : <span class="chip bad">not a JSON object</span>}</h2>
        <Code
          text={variables}
          extensions={() => variablesEditor(runNow)}
          onChange={(text) => draft.set((present) => ({ ...present, variables: text }))}
        />
      </div>
    </section>
  );
}

function Toolbar() {
  const { query } = useStore(draft);
  const { running } = useStore(run);
  const at = useStore(cursor);
  const [shared, setShared] = useState(false);
  const operation = operationAt(query, at);
  const verb = operation?.operation === 'subscription' ? 'Subscribe' : 'Run';
  const share = async () => {
    await shareLink();
    setShared(true);
    setTimeout(() => setShared(false), 2_000);
  };
  return (
    <div class="toolbar">
      {running ? (
        <button type="button" class="primary" onClick={cancel}>
          <Icon name="stop" /> Cancel
        </button>
      ) : (
        <button type="button" class="primary" onClick={runNow} title="Ctrl or ⌘ + Enter">
          <Icon name="run" /> {verb}
        </button>
      )}
      <span class="operation-name">{operation?.name?.value ?? ''}</span>
      <button type="button" class="plain" onClick={share} title="The link holds the operation and its variables, never tokens or passwords">
        <Icon name={shared ? 'check' : 'link'} /> <span aria-live="polite">{shared ? 'Copied' : 'Link'}</span>
      </button>
    </div>
  );
}
