/**
 * Who sees what: `+` on every path there is to it, `-` on none. The viewers are told by how they stand to the author; `muting` follows the
 * author and has muted them (their home feed alone shows nothing), `muted` is muted by the author.
 */
export const permissions = `
  account  thing              anonymous  stranger  follower  friend  muting  muted  blocked  blocker  self
  open     profile            +          +         +         +       +       +      -        -        +
  open     PUBLIC post        +          +         +         +       +       +      -        -        +
  open     FOLLOWERS post     -          -         +         +       +       -      -        -        +
  open     FRIENDS post       -          -         -         +       -       -      -        -        +
  open     ONLY_ME post       -          -         -         -       -       -      -        -        +
  open     comment elsewhere  +          +         +         +       +       +      -        -        +
  open     like elsewhere     +          +         +         +       +       +      -        -        +
  open     follow lists       +          +         +         +       +       +      -        -        +
  private  profile            +          +         +         +       +       +      -        -        +
  private  PUBLIC post        -          -         +         +       +       -      -        -        +
  private  FOLLOWERS post     -          -         +         +       +       -      -        -        +
  private  FRIENDS post       -          -         -         +       -       -      -        -        +
  private  ONLY_ME post       -          -         -         -       -       -      -        -        +
  private  comment elsewhere  +          +         +         +       +       +      -        -        +
  private  like elsewhere     +          +         +         +       +       +      -        -        +
  private  follow lists       -          -         +         +       +       -      -        -        +
`;

export interface Row {
  readonly account: 'open' | 'private';
  readonly thing: string;
  /** `+` or `-` by viewer. */
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of the table, as a program reads them. */
export function readTable(text: string): { readonly viewers: readonly string[]; readonly rows: readonly Row[] } {
  const [header = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/));
  const viewers = header.slice(2);
  const rows = lines.map(([account = '', thing = '', ...cells]): Row => {
    if (account !== 'open' && account !== 'private') throw new Error(`${account} is no kind of account.`);
    return { account, thing, cells: Object.fromEntries(viewers.map((viewer, index) => [viewer, cells[index] ?? ''])) };
  });
  return { viewers, rows };
}
