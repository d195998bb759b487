import { type PaintMapOptions, paintMap } from '../kit/paintMap';

interface Job extends PaintMapOptions {
  readonly values: ArrayLike<number>;
}

/** Paints canvases as they come into the window: a deep network has thousands of maps, and few are seen. */
export class MapPainter {
  readonly #jobs = new WeakMap<Element, Job>();
  readonly #visible = new WeakSet<Element>();
  readonly #observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) this.#visible.delete(target);
        else if (!this.#visible.has(target)) {
          this.#visible.add(target);
          this.#paint(target);
        }
      }
    },
    { rootMargin: '100px' },
  );

  /** What a canvas shows from now on. */
  set(canvas: HTMLCanvasElement, job: Job): void {
    const before = this.#jobs.get(canvas);
    if (!before) this.#observer.observe(canvas);
    if (before && before.values === job.values && before.channel === job.channel && before.scale === job.scale) return;
    this.#jobs.set(canvas, job);
    if (this.#visible.has(canvas)) this.#paint(canvas);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  #paint(canvas: Element): void {
    const job = this.#jobs.get(canvas);
    if (job && canvas instanceof HTMLCanvasElement) paintMap(canvas, job.values, job);
  }
}
