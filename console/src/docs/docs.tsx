import type { GraphQLSchema } from 'graphql';
import { useState } from 'preact/hooks';
import { Icon } from '../shell/icon';
import { SearchField } from '../shell/search-field';
import { useStore } from '../store';
import { schema } from '../workbench';
import { findInSchema, ownTypes } from './find';
import { goBack, trail, visit } from './place';
import { TypePage } from './type-page';

export function Docs() {
  const { schema: known, fault } = useStore(schema);
  if (fault) return <p class="empty">{fault}</p>;
  if (!known) return <p class="empty">Reading the schema …</p>;
  return <Explorer known={known} />;
}

function Explorer({ known }: { known: GraphQLSchema }) {
  const [text, setText] = useState('');
  const past = useStore(trail);
  const place = past.at(-1);
  const type = place && known.getType(place.type);
  const found = findInSchema(known, text);
  const go = (name: string, field?: string) => {
    setText('');
    visit(name, field);
  };
  return (
    <div class="docs">
      <SearchField label="Find types and fields" value={text} onInput={setText} />
      <div class="scroll">
        {text.trim() !== '' ? (
          <ul class="rows">
            {found.map(({ type: name, field }) => (
              <li key={`${name}.${field}`}>
                <button type="button" class="row" onClick={() => go(name, field)}>
                  <code>{field === undefined ? name : `${name}.${field}`}</code>
                </button>
              </li>
            ))}
            {found.length === 0 ? <li class="empty">Nothing is called that.</li> : null}
          </ul>
        ) : type ? (
          <>
            <button type="button" class="plain back" onClick={goBack}>
              <Icon name="back" /> {past.at(-2)?.type ?? 'All types'}
            </button>
            <TypePage key={past.length} schema={known} type={type} field={place.field} />
          </>
        ) : (
          <Overview known={known} onChoose={go} />
        )}
      </div>
    </div>
  );
}

function Overview({ known, onChoose }: { known: GraphQLSchema; onChoose: (type: string) => void }) {
  const roots = [known.getQueryType(), known.getMutationType(), known.getSubscriptionType()].flatMap((root) => (root ? [root.name] : []));
  const others = ownTypes(known)
    .map(({ name }) => name)
    .filter((name) => !roots.includes(name))
    .sort();
  return (
    <>
      {[
        { title: 'Begin here', names: roots },
        { title: 'Types', names: others },
      ].map(({ title, names }) => (
        <section key={title}>
          <h2 class="group">{title}</h2>
          <ul class="rows">
            {names.map((name) => (
              <li key={name}>
                <button type="button" class="row" onClick={() => onChoose(name)}>
                  <code>{name}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
