/** A user error of any mutation. */
export interface Fault {
  readonly field?: readonly string[] | null;
  readonly message: string;
}

const fields = ['username', 'email', 'password', 'login'];

/** What is said about one field; without a name, what belongs to none of them. */
export function faultOf(faults: readonly Fault[], name?: string): string | undefined {
  return faults.find(({ field }) => {
    const at = field?.at(-1);
    return name ? at === name : at === undefined || !fields.includes(at);
  })?.message;
}
