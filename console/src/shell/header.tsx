import { PersonMenu } from '../session/person-menu';
import { endpoint, settings } from '../settings';
import { useStore } from '../store';
import { draft } from '../workbench';
import { appearance, appearances } from './appearance';
import { Icon } from './icon';

const icons = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

export function Header() {
  return (
    <header class="header">
      <h1>
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" class="mark">
          <rect width="32" height="32" rx="8" />
          <path d="M21.5 10.5h-11v11h11M10.5 16h9" />
        </svg>
        Ejazz <span>console</span>
      </h1>
      <code class="endpoint">{endpoint}</code>
      <AppearanceButton />
      <LinksMenu />
      <PersonMenu />
    </header>
  );
}

function AppearanceButton() {
  const chosen = useStore(appearance);
  const next = appearances[(appearances.indexOf(chosen) + 1) % appearances.length] ?? 'auto';
  return (
    <button
      type="button"
      class="plain square"
      title={`Appearance: ${chosen}`}
      aria-label={`Appearance: ${chosen}. Change to ${next}`}
      onClick={() => appearance.set(next)}
    >
      <Icon name={icons[chosen]} />
    </button>
  );
}

function LinksMenu() {
  const { query, variables } = useStore(draft);
  const explorer = new URL('https://studio.apollographql.com/sandbox/explorer');
  for (const [name, value] of Object.entries({ endpoint, document: query, variables })) explorer.searchParams.set(name, value);
  return (
    <>
      <button type="button" class="plain square" popoverTarget="links" aria-label="More" title="More">
        <Icon name="more" />
      </button>
      <div id="links" popover="auto" class="menu" role="dialog" aria-label="More">
        <ul class="rows">
          {settings.links.map(({ title, url }) => (
            <li key={url}>
              <a class="row" href={url} target="_blank" rel="noreferrer">
                {title} <Icon name="outside" />
              </a>
            </li>
          ))}
          <li>
            <a class="row" href={explorer.href} target="_blank" rel="noreferrer">
              Open in Apollo Explorer <Icon name="outside" />
            </a>
          </li>
        </ul>
        <p class="quiet hint">The Explorer needs the internet. This console does not.</p>
      </div>
    </>
  );
}
