import { useRef, useState } from 'preact/hooks';
import { Icon } from '../shell/icon';
import { useStore } from '../store';
import { people, person, signIn } from './people';

/** Who the console is, and who it can be. */
export function PersonMenu() {
  const present = useStore(person);
  const known = useStore(people);
  const menu = useRef<HTMLDivElement>(null);
  const choose = (username: string) => {
    person.set(username);
    menu.current?.hidePopover();
  };
  return (
    <>
      <button type="button" class="person-button" popoverTarget="people" title="Be somebody else">
        <Face username={present} />
        <span class="person-name">
          <span class="unseen">You are </span>
          {present || 'anonymous'}
        </span>
        <Icon name="chevron" />
      </button>
      <div id="people" popover="auto" class="menu" ref={menu} role="dialog" aria-label="Be somebody else">
        <ul class="rows">
          {[...known, { username: '', note: 'signed out' }].map(({ username, note }) => (
            <li key={username}>
              <button type="button" class="row" aria-pressed={username === present} onClick={() => choose(username)}>
                <Face username={username} />
                <span>{username || 'anonymous'}</span>
                <span class="quiet note">{note}</span>
                {username === present ? <Icon name="check" /> : null}
              </button>
            </li>
          ))}
        </ul>
        <SignIn onDone={() => menu.current?.hidePopover()} />
      </div>
    </>
  );
}

function SignIn({ onDone }: { onDone: () => void }) {
  const [fault, setFault] = useState('');
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const entered = new FormData(form);
    try {
      await signIn(String(entered.get('username')).trim(), String(entered.get('password')));
      form.reset();
      setFault('');
      onDone();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <details class="sign-in">
      <summary>Somebody else …</summary>
      <form onSubmit={submit}>
        <label>
          Username or e-mail <input name="username" autocomplete="username" required />
        </label>
        <label>
          Password <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {fault ? (
          <p class="notice bad" role="alert">
            {fault}
          </p>
        ) : null}
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    </details>
  );
}

const faces = 6;

/** The first letter on a colour that stays the person's own. */
export function Face({ username }: { username: string }) {
  const colour = [...username].reduce((sum, letter) => sum + 7 * letter.charCodeAt(0), username.length) % faces;
  return (
    <span class={username ? `face face-${colour}` : 'face nobody'} aria-hidden="true">
      {username ? username[0]?.toUpperCase() : '–'}
    </span>
  );
}
