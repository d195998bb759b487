import { useEffect, useState } from 'react';
import { Answers } from './Answers';
import { loadNetwork } from './loadNetwork';
import { PictureInput } from './PictureInput';
import { useClassifier } from './useClassifier';

const says = {
  loading: 'The network is loading …',
  ready:
    'Airplane, automobile, bird, cat, deer, dog, frog, horse, ship or truck: of anything else it says the nearest.',
  busy: 'Looking …',
  failed: '',
};

export function App() {
  const { status, answers, problem, classify } = useClassifier(loadNetwork);
  const [picture, setPicture] = useState<Blob>();
  const url = useObjectUrl(picture);

  const onPicture = (file: Blob) => {
    setPicture(file);
    void classify(file);
  };

  return (
    <div className="classifier">
      <PictureInput onPicture={onPicture} />
      <figure>{url && <img src={url} alt="What is being looked at" />}</figure>
      <section>
        <Answers answers={answers} />
        <p role="status">{says[status]}</p>
        {problem && <p role="alert">{problem}</p>}
      </section>
    </div>
  );
}

/** An address for a file, as long as the component shows it. */
function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
