import { type IdPrefix, idTypes, prefixOf } from '@ejazz/platform/ids/id';

/** Which subgraph says whether a thing exists and may be seen. */
const owners: Partial<Record<IdPrefix, string>> = {
  usr: 'user',
  pst: 'post',
  cmt: 'post',
  med: 'media',
  ntf: 'notification',
  ngr: 'notification',
};

export interface Owned {
  readonly id: string;
  readonly type: string;
  readonly subgraph: string;
}

/** Type and owner of what an id names; undefined when it is no id of a node. */
export function ownerOf(id: string): Owned | undefined {
  const prefix = prefixOf(id);
  const subgraph = prefix && owners[prefix];
  return prefix && subgraph ? { id, type: idTypes[prefix], subgraph } : undefined;
}
