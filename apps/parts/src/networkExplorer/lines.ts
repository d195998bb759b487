/** A line from a map to the one that is pointed at, in pixels of the scene. */
export interface FeedLine {
  readonly channel: number;
  readonly path: string;
  /** Where the filter stands: beside the map it looks at. */
  readonly x: number;
  readonly y: number;
}

/** Lines to a map from those maps that feed it and are shown; a strip of units has one line. */
export function feedLines(
  root: ParentNode,
  over: { readonly layer: number; readonly channel: number },
  feeding: readonly { readonly layer: number; readonly channels: readonly number[] }[],
): FeedLine[] {
  const mapAt = (layer: number, channel: number) => root.querySelector(`[data-map='${layer},${channel}']`);
  const scene = root.querySelector('.track');
  const target = mapAt(over.layer, over.channel) ?? mapAt(over.layer, -1);
  if (!scene || !target) return [];
  const origin = scene.getBoundingClientRect();
  const end = target.getBoundingClientRect();
  const [toX, toY] = [end.left - origin.left, (end.top + end.bottom) / 2 - origin.top];
  const lineFrom = (channel: number, element: Element | null): FeedLine[] => {
    if (!element) return [];
    const box = element.getBoundingClientRect();
    const [x, y] = [box.right - origin.left, (box.top + box.bottom) / 2 - origin.top];
    const middle = (x + toX) / 2;
    return [{ channel, path: `M${x},${y} C${middle},${y} ${middle},${toY} ${toX},${toY}`, x, y }];
  };
  return feeding.flatMap(({ layer, channels }) => {
    const seen = channels.flatMap((channel) => lineFrom(channel, mapAt(layer, channel)));
    return seen.length > 0 ? seen : lineFrom(-1, mapAt(layer, -1));
  });
}
