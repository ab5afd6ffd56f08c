interface TabsProps {
  readonly name: string;
  readonly tabs: readonly { readonly id: string; readonly title: string; readonly disabled?: boolean }[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Tabs as keyboards know them: one of them is reached by Tab, the others by the arrows. */
export function Tabs({ name, tabs, chosen, onChoose }: TabsProps) {
  const usable = tabs.filter(({ disabled }) => !disabled);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = usable.findIndex(({ id }) => id === chosen);
    const next = usable[(at + step + usable.length) % usable.length];
    if (!next) return;
    onChoose(next.id);
    document.getElementById(`${name}-${next.id}-tab`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" onKeyDown={move}>
      {tabs.map(({ id, title, disabled }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${name}-${id}-tab`}
          aria-selected={id === chosen}
          aria-controls={id === chosen ? `${name}-${id}-panel` : undefined}
          tabIndex={id === chosen ? 0 : -1}
          disabled={disabled}
          onClick={() => onChoose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
