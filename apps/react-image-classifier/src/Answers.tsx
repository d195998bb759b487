import type { Classification } from 'striate';

/** The classes of a picture as bars, the most probable first. */
export function Answers({ answers }: { readonly answers: readonly Classification[] }) {
  return (
    <ol className="answers" aria-label="Most probable classes">
      {answers.map(({ label, index, probability }) => (
        <li key={index}>
          <span>{label}</span>
          <meter value={probability} aria-label={label} />
          <output>{(100 * probability).toFixed(1)} %</output>
        </li>
      ))}
    </ol>
  );
}
