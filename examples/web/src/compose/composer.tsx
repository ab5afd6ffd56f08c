import { useMutation } from '@apollo/client/react';
import { CreatePostDocument } from '@ejazz/client/documents';
import { randomId, uploadMedia } from '@ejazz/client/upload';
import { type FormEvent, useRef, useState } from 'react';
import type { FeedItem } from '../feed/post-card';
import { plain } from '../graph';
import { PictureField } from './picture-field';

/** Writes a post, with a picture or without. */
export function Composer({ onPosted }: { onPosted: (post: FeedItem) => void }) {
  const [text, setText] = useState('');
  const [picture, setPicture] = useState<File>();
  const [altText, setAltText] = useState('');
  const [progress, setProgress] = useState<number>();
  const [fault, setFault] = useState('');
  const [createPost, { loading }] = useMutation(CreatePostDocument);
  // The same attempt sent again, after a lost answer, makes no second post.
  const attempt = useRef(randomId());
  const busy = loading || progress !== undefined;

  const post = async () => {
    const media = picture && (await uploadMedia({ client: plain, file: picture, altText, onProgress: (sent, total) => setProgress(sent / total) }));
    const input = { text, mediaIds: media ? [media.id] : [], clientRequestId: attempt.current };
    const { data } = await createPost({ variables: { input } });
    const [refusal] = data?.createPost.userErrors ?? [];
    if (refusal) throw new Error(refusal.message);
    if (data?.createPost.post) onPosted(data.createPost.post);
    attempt.current = randomId();
    setText('');
    setPicture(undefined);
    setAltText('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFault('');
    post()
      .catch((error: Error) => setFault(error.message))
      .finally(() => setProgress(undefined));
  };
  return (
    <form className="card composer" onSubmit={submit} aria-label="New post">
      <label htmlFor="text" className="hidden">
        What is new?
      </label>
      <textarea id="text" rows={3} placeholder="What is new?" value={text} onChange={(event) => setText(event.target.value)} dir="auto" />
      <PictureField picture={picture} altText={altText} onPicture={setPicture} onAltText={setAltText} />
      {progress !== undefined && <progress aria-label="Upload" value={progress} />}
      <p role="alert" className="fault">
        {fault}
      </p>
      <button type="submit" className="primary" disabled={busy || (text.trim() === '' && !picture)}>
        {busy ? 'Posting' : 'Post'}
      </button>
    </form>
  );
}
