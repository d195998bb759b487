/** Starlight's search button shows its keys, too: who calls it by what is seen shall find it (WCAG 2.5.3, label in name). */
export function nameSearch(): void {
  const button = document.querySelector<HTMLButtonElement>('site-search button');
  const keys = button?.querySelector('kbd');
  if (!button || !keys?.checkVisibility()) return;
  keys.before(' ');
  keys.firstElementChild?.after(' ');
  button.ariaLabel = button.textContent.replace(/\s+/g, ' ').trim();
}
