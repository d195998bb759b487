// Starlight fetches its search box, 26 KB, on every page when the browser is idle. Here it comes when somebody searches.
export class PagefindUI {
  constructor(options: { readonly element: string }) {
    const dialog = document.querySelector(options.element)?.closest('dialog');
    if (!dialog) return;
    const load = async () => {
      const { PagefindUI: SearchBox } = await import('@pagefind/default-ui/npm_dist/mjs/ui-core.mjs');
      new SearchBox(options);
      dialog.querySelector('input')?.focus();
    };
    if (dialog.open) void load();
    else
      new MutationObserver((_, observer) => {
        observer.disconnect();
        void load();
      }).observe(dialog, { attributeFilter: ['open'] });
  }
}
