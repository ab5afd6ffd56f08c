interface Person {
  readonly displayName: string;
  readonly avatar?: { readonly thumbnail: { readonly url: string } | null } | null;
}

/** The picture of a person whose name stands beside it, or their initial. */
export function Avatar({ person }: { person: Person | null | undefined }) {
  const picture = person?.avatar?.thumbnail;
  if (picture) return <img className="avatar" src={picture.url} alt="" width={40} height={40} />;
  return (
    <span className="avatar" aria-hidden="true">
      {[...(person?.displayName ?? '?')][0]?.toUpperCase()}
    </span>
  );
}
