const paths = {
  run: 'M5 3.5v9l7.5-4.5z',
  stop: 'M4.5 4.5h7v7h-7z',
  link: 'M6.8 9.2l2.4-2.4M7 5l1.5-1.5a2.5 2.5 0 0 1 3.9 3.2L11 8.2M9 11l-1.5 1.5a2.5 2.5 0 0 1-3.9-3.2L5 7.8',
  check: 'M3.5 8.5l3 3 6-7',
  chevron: 'M4.5 6.5L8 10l3.5-3.5',
  close: 'M4 4l8 8M12 4l-8 8',
  pause: 'M6 4v8M10 4v8',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5L13.5 13.5',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  auto: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8 2.5v11',
  outside: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3L7.5 8.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  list: 'M3 4.5h10M3 8h10M3 11.5h6',
  book: 'M3 3.5h4A1.5 1.5 0 0 1 8 5v8a1.5 1.5 0 0 0-1.5-1.5H3zM13 3.5H9.5A1.5 1.5 0 0 0 8 5v8a1.5 1.5 0 0 1 1.5-1.5H13z',
  pencil: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z',
  answer: 'M3 3.5h10v7H7.5L4.5 13v-2.5H3z',
  pulse: 'M1.5 8h3l2-4.5 3 9 2-4.5h3',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
