/** The day that a deprecation's reason names: until then the thing stays. Undefined when it names none that exists. */
export function goneAfter(reason: string): string | undefined {
  const day = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason)?.[0];
  return day && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? day : undefined;
}
