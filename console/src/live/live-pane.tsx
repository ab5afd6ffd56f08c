import { Icon } from '../shell/icon';
import { useStore } from '../store';
import { clear, type LiveEvent, remove, type Stream, stop, streams, togglePause } from './streams';

const shownEvents = 50;
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false });

/** Every running subscription, newest first; it goes on whatever else is run, and whoever the console is meanwhile. */
export function LivePane() {
  const all = useStore(streams);
  if (all.length === 0) return <p class="empty">Subscribe to something, and its events stand here as they come.</p>;
  return (
    <div class="scroll">
      {all.map((stream) => (
        <StreamView key={stream.id} stream={stream} />
      ))}
    </div>
  );
}

function StreamView({ stream }: { stream: Stream }) {
  const { id, name, username, state, reason, events, count, held } = stream;
  const running = state !== 'ended' && state !== 'refused';
  return (
    <section class="stream" aria-label={`${name} as ${username ?? 'anonymous'}`}>
      <header>
        <h3>{name}</h3>
        <span class="quiet">as {username ?? 'anonymous'}</span>
        <span class={`state ${state}`} role="status">
          {state}
        </span>
        <span class="count">{count === 1 ? '1 event' : `${count} events`}</span>
        <span class="actions">
          {running ? (
            <button type="button" class="plain" aria-pressed={held !== undefined} onClick={() => togglePause(id)}>
              {held ? `Go on${held.length > 0 ? ` (${held.length})` : ''}` : 'Pause'}
            </button>
          ) : null}
          <button type="button" class="plain" onClick={() => clear(id)}>
            Clear
          </button>
          {running ? (
            <button type="button" class="plain" onClick={() => stop(id)}>
              Stop
            </button>
          ) : (
            <button type="button" class="plain" aria-label={`Remove ${name}`} onClick={() => remove(id)}>
              <Icon name="close" />
            </button>
          )}
        </span>
      </header>
      {reason ? <p class="notice bad">{reason}</p> : null}
      {events.length === 0 ? <p class="empty">{running ? 'Nothing has happened yet.' : 'Nothing happened.'}</p> : null}
      <ol class="events">
        {events.slice(0, shownEvents).map((event, index) => (
          <EventView key={event.number} event={event} newest={index === 0} />
        ))}
      </ol>
      {events.length > shownEvents ? <p class="quiet older">and {events.length - shownEvents} older ones</p> : null}
    </section>
  );
}

function EventView({ event: { number, at, body }, newest }: { event: LiveEvent; newest: boolean }) {
  const [field, value] = Object.entries(body.data ?? {})[0] ?? ['errors', body.errors];
  const summary = typeof value === 'object' && value !== null && '__typename' in value ? String(value.__typename) : field;
  return (
    <li>
      <details open={newest}>
        <summary>
          <span class="number">{number}</span>
          <time dateTime={at.toISOString()}>{time.format(at)}</time>
          <span class="what">{summary}</span>
          {body.errors ? <span class="chip bad">errors</span> : null}
        </summary>
        <pre>{JSON.stringify(body.errors ? body : value, null, 2)}</pre>
      </details>
    </li>
  );
}
