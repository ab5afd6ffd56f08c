import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** Colours come from the style sheet, so that light and dark need no other editor. */
const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string], color: 'var(--code-string)' },
  { tag: [tags.number, tags.integer, tags.float, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.propertyName], color: 'var(--code-property)' },
  { tag: [tags.attributeName], color: 'var(--code-argument)' },
  { tag: [tags.variableName], color: 'var(--code-variable)' },
  { tag: [tags.atom, tags.special(tags.name), tags.typeName], color: 'var(--code-type)' },
  { tag: [tags.lineComment], color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.brace, tags.paren, tags.squareBracket, tags.separator], color: 'var(--code-punctuation)' },
]);

export const highlight = syntaxHighlighting(style);
