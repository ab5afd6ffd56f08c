import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { getSchema, offsetToPos } from 'cm6-graphql';
import { getNamedType } from 'graphql';
import { getTokenAtPosition, getTypeInfo } from 'graphql-language-service';

/** Type and description of the field or argument below the pointer. */
export const hoverDocs: Extension = hoverTooltip((view, at) => {
  const schema = getSchema(view.state);
  if (!schema) return null;
  const position = offsetToPos(view.state.doc, at);
  const token = getTokenAtPosition(view.state.doc.toString(), position as never, 1);
  const { fieldDef, argDef } = getTypeInfo(schema, token.state);
  const definition = token.state.kind === 'Argument' ? argDef : fieldDef;
  if (!definition || token.string.trim() === '' || !/^\w+$/.test(token.string)) return null;
  return {
    pos: view.state.doc.lineAt(at).from + token.start,
    end: view.state.doc.lineAt(at).from + token.end,
    create() {
      const dom = document.createElement('div');
      dom.className = 'cm-hover';
      const type = document.createElement('code');
      type.textContent = `${definition.name}: ${String(definition.type)}`;
      dom.append(type, definition.description ?? getNamedType(definition.type)?.description ?? '');
      return { dom };
    },
  };
});
