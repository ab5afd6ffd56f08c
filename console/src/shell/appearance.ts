import { keptStore } from '../store';

export const appearances = ['auto', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

/** As the system has it, unless chosen otherwise. */
export const appearance = keptStore<Appearance>('appearance', 'auto', (value): value is Appearance => appearances.includes(value as Appearance));

const apply = (chosen: Appearance) => {
  document.documentElement.dataset.appearance = chosen;
};
apply(appearance.get());
appearance.subscribe(apply);
