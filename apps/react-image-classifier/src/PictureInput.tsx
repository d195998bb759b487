import { photos } from '@striate/parts/photos/photos';
import { type DragEvent, useState } from 'react';

interface PictureInputProps {
  readonly onPicture: (file: Blob) => void;
}

/** A picture to drop or to choose, or one of those that come with the page. */
export function PictureInput({ onPicture }: PictureInputProps) {
  const [over, setOver] = useState(false);
  const give = (files: FileList | null) => files?.[0] && onPicture(files[0]);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    give(event.dataTransfer.files);
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };

  return (
    <div className="input">
      <label
        className={over ? 'drop over' : 'drop'}
        onDrop={onDrop}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
      >
        <input type="file" accept="image/*" onChange={({ target }) => give(target.files)} />
        Drop a picture here, or choose one
      </label>
      <div className="samples">
        {Object.entries(photos).map(([name, url]) => (
          <button key={name} type="button" onClick={async () => onPicture(await (await fetch(url)).blob())}>
            <img src={url} alt={name} />
          </button>
        ))}
      </div>
    </div>
  );
}
