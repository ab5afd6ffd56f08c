/** A description: paragraphs, with `code` in them. */
export function Prose({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <div class="prose">
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index}>{paragraph.split(/(`[^`]+`)/).map((part) => (part.startsWith('`') ? <code>{part.slice(1, -1)}</code> : part))}</p>
      ))}
    </div>
  );
}
