import { useEffect } from 'preact/hooks';
import { AnswerPane } from '../answer/answer-pane';
import { Docs } from '../docs/docs';
import { LivePane } from '../live/live-pane';
import { streams } from '../live/streams';
import { OperationsList } from '../saved/operations-list';
import { createStore, useStore } from '../store';
import { openFragment, refreshSchema, type View, view } from '../workbench';
import { EditorPane } from './editor-pane';
import { Header } from './header';
import { Icon, type IconName } from './icon';
import { Tabs } from './tabs';

const side = createStore<'operations' | 'docs'>('operations');
view.subscribe((next) => {
  if (next === 'operations' || next === 'docs') side.set(next);
});

export function Console() {
  const present = useStore(view);
  const open = useStore(streams).length > 0;
  useEffect(() => {
    void refreshSchema().then(openFragment);
    const onHash = () => void openFragment();
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return (
    <div class={`console view-${present}${open ? ' with-live' : ''}`}>
      <Header />
      <main>
        <Side />
        <div class="panes">
          <EditorPane />
          <AnswerPane />
          <section class="pane live-pane" aria-label="Live">
            <LivePane />
          </section>
        </div>
      </main>
      <ViewBar present={present} />
    </div>
  );
}

function Side() {
  const shown = useStore(side);
  const tabs = [
    { id: 'operations', title: 'Operations' },
    { id: 'docs', title: 'Docs' },
  ];
  return (
    <nav class="side" aria-label="Operations and documentation">
      <div class="toolbar side-tabs">
        <Tabs name="side" tabs={tabs} chosen={shown} onChoose={(id) => view.set(id as View)} />
      </div>
      <div class="side-body" role="tabpanel" id={`side-${shown}-panel`} aria-labelledby={`side-${shown}-tab`}>
        {shown === 'docs' ? <Docs /> : <OperationsList />}
      </div>
    </nav>
  );
}

const views: readonly { readonly id: View; readonly title: string; readonly icon: IconName }[] = [
  { id: 'operations', title: 'Saved', icon: 'list' },
  { id: 'editor', title: 'Editor', icon: 'pencil' },
  { id: 'answer', title: 'Answer', icon: 'answer' },
  { id: 'live', title: 'Live', icon: 'pulse' },
  { id: 'docs', title: 'Docs', icon: 'book' },
];

/** On small screens one thing is shown at a time. */
function ViewBar({ present }: { present: View }) {
  const running = useStore(streams).length;
  return (
    <nav class="view-bar" aria-label="Views">
      {views.map(({ id, title, icon }) => (
        <button key={id} type="button" aria-current={id === present ? 'page' : undefined} onClick={() => view.set(id)}>
          <Icon name={icon} />
          <span>
            {title}
            {id === 'live' && running > 0 ? ` ${running}` : ''}
          </span>
        </button>
      ))}
    </nav>
  );
}
