import { useState } from 'preact/hooks';
import { SearchField } from '../shell/search-field';
import { useStore } from '../store';
import { draft, open } from '../workbench';
import { kindOf, type SavedOperation, savedOperations } from './saved';

/** The project's named operations, by feature. */
export function OperationsList() {
  const [text, setText] = useState('');
  const { query } = useStore(draft);
  const wanted = text.trim().toLowerCase();
  const shown = savedOperations.filter(({ name, feature }) => `${feature} ${name}`.toLowerCase().includes(wanted));
  const features = [...new Set(shown.map(({ feature }) => feature))];
  return (
    <div class="operations">
      <SearchField label="Find operations" value={text} onInput={setText} />
      <div class="scroll">
        {features.map((feature) => (
          <section key={feature}>
            <h2 class="group">{feature}</h2>
            <ul class="rows">
              {shown
                .filter((saved) => saved.feature === feature)
                .map((saved) => (
                  <Row key={saved.name} saved={saved} present={saved.document === query} />
                ))}
            </ul>
          </section>
        ))}
        {features.length === 0 ? <p class="empty">Nothing is called that.</p> : null}
      </div>
    </div>
  );
}

function Row({ saved, present }: { saved: SavedOperation; present: boolean }) {
  const kind = kindOf(saved.document) ?? 'query';
  return (
    <li>
      <button type="button" class="row" aria-current={present ? 'true' : undefined} onClick={() => void open(saved)}>
        <span>{saved.name}</span>
        <span class={`kind ${kind}`}>{kind}</span>
      </button>
    </li>
  );
}
