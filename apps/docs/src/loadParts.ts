// A page carries the code of those parts only that it shows, and gets it when the visitor comes near.
import { modules } from '@striate/parts/modules';

/** Loads the module of each interactive part of this page as it comes near the window. */
export function loadParts(): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        void modules[target.localName]?.();
      }
    },
    { rootMargin: '400px' },
  );
  for (const part of document.querySelectorAll(Object.keys(modules).join())) near.observe(part);
}
