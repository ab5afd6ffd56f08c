import { useEffect, useState } from 'react';
import { Field } from '../parts/field';

interface PictureFieldProps {
  readonly picture: File | undefined;
  readonly altText: string;
  readonly onPicture: (picture: File | undefined) => void;
  readonly onAltText: (text: string) => void;
}

/** Chooses a picture, shows it, and asks what it shows. */
export function PictureField({ picture, altText, onPicture, onAltText }: PictureFieldProps) {
  const [preview, setPreview] = useState<string>();
  useEffect(() => {
    if (!picture) return setPreview(undefined);
    const url = URL.createObjectURL(picture);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [picture]);
  return (
    <>
      {!picture && (
        <label className="file">
          Add a picture
          <input type="file" accept="image/*" onChange={(event) => onPicture(event.target.files?.[0])} />
        </label>
      )}
      {preview && (
        <div className="preview">
          <img src={preview} alt="" />
          <div>
            <Field label="What does it show?" value={altText} maxLength={1_000} onChange={(event) => onAltText(event.target.value)} />
            <button type="button" className="quiet" onClick={() => onPicture(undefined)}>
              Remove picture
            </button>
          </div>
        </div>
      )}
    </>
  );
}
