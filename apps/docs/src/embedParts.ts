// `?embed` in somebody's frame: the page is its interactive parts, and a small link to where they come from.
import { modules } from '@striate/parts/modules';

/** Leaves only the parts of this page where the address asks for that: all with `?embed`, one with `?embed=pooling`. */
export function embedParts(): void {
  const { embed, ...rest } = document.documentElement.dataset;
  if (embed === undefined || 'embedReady' in rest) return;
  const wanted = embed && modules[`striate-${embed}`] ? [`striate-${embed}`] : Object.keys(modules);
  const parts = [...document.querySelectorAll(wanted.join())];
  const main = document.createElement('main');
  main.className = 'embedded';
  for (const part of parts) part.setAttribute('embedded', '');
  main.append(...parts, backLink());
  document.body.replaceChildren(main);
  document.documentElement.dataset.embedReady = '';
}

function backLink(): HTMLElement {
  const link = document.createElement('a');
  const url = new URL(location.href);
  url.searchParams.delete('embed');
  link.href = url.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = `${document.title} ↗`;
  const line = document.createElement('p');
  line.append(link);
  return line;
}
