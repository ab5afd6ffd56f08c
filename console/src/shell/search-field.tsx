import { Icon } from './icon';

/** Where a list is narrowed down by typing. */
export function SearchField({ label, value, onInput }: { label: string; value: string; onInput: (text: string) => void }) {
  return (
    <label class="search">
      <Icon name="search" />
      <input type="search" placeholder={label} aria-label={label} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </label>
  );
}
