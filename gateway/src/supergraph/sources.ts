import type { GraphQLDataSource } from '@apollo/gateway';
import type { OpenSubgraph } from '../datasource/subgraphs';
import { isLocal, type OpenLocal } from '../local/local-source';
import type { SubgraphAddress } from './supergraph';

/** What one supergraph asks its subgraphs through. */
export interface Sources {
  readonly byName: Readonly<Record<string, GraphQLDataSource>>;
  /** Closes those that no other supergraph uses. */
  release(): Promise<void>;
}

export interface SourcePool {
  /** A subgraph that keeps its name and address keeps its connections. */
  acquire(subgraphs: readonly SubgraphAddress[]): Sources;
}

export function createSourcePool(open: (subgraph: SubgraphAddress) => OpenSubgraph, openLocal: OpenLocal): SourcePool {
  const held = new Map<string, { readonly subgraph: OpenSubgraph; users: number }>();
  const keyOf = ({ name, url }: SubgraphAddress) => `${name} ${url}`;
  const hold = (address: SubgraphAddress): OpenSubgraph => {
    const entry = held.get(keyOf(address)) ?? { subgraph: open(address), users: 0 };
    entry.users += 1;
    held.set(keyOf(address), entry);
    return entry.subgraph;
  };
  const leave = async (address: SubgraphAddress): Promise<void> => {
    const entry = held.get(keyOf(address));
    if (!entry) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    held.delete(keyOf(address));
    await entry.subgraph.close();
  };
  return {
    acquire(subgraphs) {
      const remote = subgraphs.filter((address) => !isLocal(address));
      const opened = new Map(remote.map((address) => [address.name, hold(address).source] as const));
      const local = subgraphs.filter(isLocal).map(({ name }) => [name, openLocal((owner) => opened.get(owner))] as const);
      let released = false;
      return {
        byName: Object.fromEntries([...opened, ...local]),
        async release() {
          if (released) return;
          released = true;
          await Promise.all(remote.map(leave));
        },
      };
    },
  };
}
