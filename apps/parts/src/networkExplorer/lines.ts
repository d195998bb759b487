/** A line from a map to the one that is pointed at, in pixels of the scene. */
export interface FeedLine {
  readonly channel: number;
  readonly path: string;
  /** Where the filter stands: beside the map it looks at. */
  readonly x: number;
  readonly y: number;
}

/** Lines to the target from those maps of other layers that are shown. */
export function feedLines(
  scene: HTMLElement,
  target: Element,
  sources: readonly { readonly channel: number; readonly element: Element }[],
): FeedLine[] {
  const origin = scene.getBoundingClientRect();
  const end = target.getBoundingClientRect();
  const [toX, toY] = [end.left - origin.left, (end.top + end.bottom) / 2 - origin.top];
  return sources.map(({ channel, element }) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.right - origin.left, (box.top + box.bottom) / 2 - origin.top];
    const middle = (x + toX) / 2;
    return { channel, path: `M${x},${y} C${middle},${y} ${middle},${toY} ${toX},${toY}`, x, y };
  });
}
