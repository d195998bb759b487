/** The probability of each class, in rows that stay where they are while the numbers change. */
export function drawBars(place: HTMLElement, names: readonly string[], guess: readonly number[] | undefined): void {
  const shown = [...place.querySelectorAll('span')].map(({ textContent }) => textContent);
  if (shown.join('\n') !== names.join('\n')) place.replaceChildren(...names.map(row));
  for (const [i, label] of [...place.children].entries()) {
    const share = guess?.[i] ?? 0;
    const [meter, output] = [label.querySelector('meter'), label.querySelector('output')];
    if (meter) meter.value = share;
    if (output) output.textContent = share.toLocaleString('en', { style: 'percent' });
  }
}

function row(name: string): HTMLLabelElement {
  const label = document.createElement('label');
  const text = Object.assign(document.createElement('span'), { textContent: name });
  label.append(text, document.createElement('meter'), document.createElement('output'));
  return label;
}
