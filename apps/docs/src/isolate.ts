// Threads need a cross-origin isolated page. Where the host sends no such headers, a service worker adds them.

/** Starts the service worker where it is of use, and loads the page once more when it is there, once in a visit. */
export function isolate(): void {
  // A frame is isolated only if the page around it is: no reload would help there.
  if (crossOriginIsolated || !isSecureContext || window !== window.top || !('serviceWorker' in navigator)) return;
  const worker = navigator.serviceWorker;
  const tried = 'striate-isolation';
  worker.addEventListener('controllerchange', () => {
    // A visitor who is at work keeps the page; the next one is isolated.
    if (navigator.userActivation?.hasBeenActive || sessionStorage.getItem(tried)) return;
    sessionStorage.setItem(tried, 'yes');
    location.reload();
  });
  void worker.register(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/isolation.js`).catch(() => undefined);
}
