/** Values of a label that clients choose: the first so many of them are told apart, and all that come later are `other`. */
export function boundedLabel(limit: number, known: Iterable<string> = []): (value: string) => string {
  const told = new Set(known);
  const most = told.size + limit;
  return (value) => {
    if (told.has(value)) return value;
    if (told.size >= most) return 'other';
    told.add(value);
    return value;
  };
}
