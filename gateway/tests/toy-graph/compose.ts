import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSources } from '@ejazz/gateway/supergraph/compose';

export type ToyName = 'user' | 'post' | 'notification';
export type ChangeSchema = (name: ToyName, sdl: string) => string;

const names: readonly ToyName[] = ['user', 'post', 'notification'];
const localFile = join(__dirname, '../../schema.graphql');

/** The supergraph of the toy subgraphs and the gateway's own. */
export function composeToyGraph(urlOf: (name: ToyName) => string, change: ChangeSchema = (_, sdl) => sdl): string {
  return composeSources([
    { name: 'gateway', url: 'http://gateway.local/graphql', file: localFile, sdl: readFileSync(localFile, 'utf8') },
    ...names.map((name) => {
      const file = join(__dirname, `${name}.graphql`);
      return { name, url: urlOf(name), file, sdl: change(name, readFileSync(file, 'utf8')) };
    }),
  ]);
}
