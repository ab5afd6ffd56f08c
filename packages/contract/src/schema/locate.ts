import type { SchemaPlace } from '@ejazz/gateway/supergraph/compose';
import type { SchemaElement } from './elements';

/** Where a part of the schema is written; of what is gone, where it was in: its field or its type. Undefined when that is gone too. */
export function locate(path: string, elements: readonly SchemaElement[]): SchemaPlace | undefined {
  for (let wanted = path; wanted; wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))) {
    const found = elements.filter((element) => element.path === wanted);
    // Several subgraphs may write a type down; the one that has most of it owns it.
    const [owner] = found.sort((one, other) => sizeOf(other, elements) - sizeOf(one, elements));
    if (owner) return owner.place;
  }
  return undefined;
}

const sizeOf = ({ path, place }: SchemaElement, elements: readonly SchemaElement[]): number =>
  elements.filter((element) => element.parent === path && element.place.file === place.file).length;
