// A drawing of a graph in layers (Sugiyama, Tagawa and Toda 1981): ranks by the longest way from an input, an order within each
// rank with few crossings, places as near as can be to those of the neighbours. Long edges pass the ranks between as thin boxes.

export interface Size {
  /** Along a rank. */
  readonly across: number;
  /** From rank to rank. */
  readonly along: number;
}

export interface Point {
  readonly across: number;
  readonly along: number;
}

/** The way of an edge. */
export interface Route {
  /** The places where it leaves and enters ranks, from its start to its end; of an edge back the four points of one bend. */
  readonly points: readonly Point[];
  /** Whether it leads to its own or an earlier rank: to a layer that is called again. It then goes around the side. */
  readonly back: boolean;
}

export interface Layout extends Size {
  /** The middle of each box. */
  readonly boxes: readonly Point[];
  readonly edges: readonly Route[];
}

interface Item {
  readonly rank: number;
  readonly size: Size;
  /** A thin box that an edge passes through. */
  readonly bend: boolean;
  readonly before: Item[];
  readonly after: Item[];
  /** Place within its rank. */
  order: number;
  across: number;
}

const gap = { between: 28, ranks: 44, back: 40 };

export function layeredLayout(sizes: readonly Size[], edges: readonly (readonly [number, number])[]): Layout {
  const ranks = rankOf(sizes.length, edges);
  const make = (rank: number, size: Size, bend: boolean): Item => ({
    rank,
    size,
    bend,
    before: [],
    after: [],
    order: 0,
    across: 0,
  });
  const items = sizes.map((size, i) => make(ranks[i], size, false));
  const rows: Item[][] = Array.from({ length: Math.max(-1, ...ranks) + 1 }, () => []);
  for (const item of items) rows[item.rank].push(item);
  const ways = edges.map(([from, to]) => {
    const way = [items[from]];
    for (let rank = ranks[from] + 1; rank < ranks[to]; rank++) {
      const bend = make(rank, { across: 2, along: 0 }, true);
      rows[rank].push(bend);
      way.push(bend);
    }
    way.push(items[to]);
    // An edge back to an earlier rank, of a layer called again, has no say in the layout.
    if (ranks[to] > ranks[from]) way.slice(1).forEach((item, i) => connect(way[i], item));
    return way;
  });
  untangle(rows);
  place(rows);
  return measured(rows, items, ways);
}

function connect(from: Item, to: Item): void {
  from.after.push(to);
  to.before.push(from);
}

/** Vertices come in an order in which they can run; an edge against it is left out. */
function rankOf(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const forward = edges.filter(([from, to]) => from < to);
  const incoming = Array.from({ length: count }, (): number[] => []);
  const outgoing = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of forward) {
    incoming[to].push(from);
    outgoing[from].push(to);
  }
  const ranks: number[] = [];
  for (let v = 0; v < count; v++) ranks[v] = Math.max(-1, ...incoming[v].map((u) => ranks[u])) + 1;
  // An input stands right before the first layer that takes it.
  for (let v = 0; v < count; v++) {
    if (incoming[v].length === 0 && outgoing[v].length > 0)
      ranks[v] = Math.min(...outgoing[v].map((w) => ranks[w])) - 1;
  }
  return ranks;
}

/** Orders each rank by the mean place of the neighbours, down and up in turn, and keeps the order with the fewest crossings. */
function untangle(rows: Item[][]): void {
  const number = (row: Item[]) =>
    row.forEach((item, i) => {
      item.order = i;
    });
  rows.forEach(number);
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0; sweep < 12 && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : rows.toReversed()) {
      const wish = new Map(row.map((item) => [item, meanOrder(down ? item.before : item.after) ?? item.order]));
      row.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(row);
    }
    const now = crossings(rows);
    if (now < fewest) [best, fewest] = [rows.map((row) => [...row]), now];
  }
  best.forEach((row, i) => {
    rows[i] = row;
  });
  rows.forEach(number);
}

function meanOrder(items: readonly Item[]): number | undefined {
  return items.length === 0 ? undefined : items.reduce((sum, { order }) => sum + order, 0) / items.length;
}

function crossings(rows: readonly Item[][]): number {
  let count = 0;
  for (const row of rows) {
    const ends = row.flatMap((item) => item.after.map((to) => to.order).sort((a, b) => a - b));
    for (let i = 1; i < ends.length; i++) for (let j = 0; j < i; j++) if (ends[j] > ends[i]) count++;
  }
  return count;
}

/** Moves every rank as near to its neighbours as the boxes allow, down and up in turn. */
function place(rows: readonly Item[][]): void {
  for (let sweep = 0; sweep < 15; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : rows.toReversed()) settle(row, (item) => (down ? item.before : item.after));
  }
}

/** Ways from box to box are to be straight before all others, then those that pass several ranks. */
function pull(a: Item, b: Item): number {
  if (a.bend && b.bend) return 0.1;
  return a.bend || b.bend ? 0.01 : 4;
}

/** The weighted median of the neighbours' places: one way goes straight on, where a mean would lead between two. */
function wish(item: Item, neighbours: readonly Item[]): number {
  const near = [...neighbours].sort((a, b) => a.across - b.across);
  const total = near.reduce((sum, other) => sum + pull(item, other), 0);
  let passed = 0;
  for (const [i, other] of near.entries()) {
    passed += pull(item, other);
    if (2 * passed === total) return (other.across + near[i + 1].across) / 2;
    if (2 * passed > total) return other.across;
  }
  return item.across;
}

/** The places nearest to those wished for, in the least squares, that keep the order and the distances (pooled violators). */
function settle(row: readonly Item[], neighbours: (item: Item) => readonly Item[]): void {
  const offsets: number[] = [];
  row.forEach((item, i) => {
    offsets[i] = i === 0 ? 0 : offsets[i - 1] + (row[i - 1].size.across + item.size.across) / 2 + gap.between;
  });
  const pools: { at: number; weight: number; count: number }[] = [];
  row.forEach((item, i) => {
    const near = neighbours(item);
    const weight = near.reduce((sum, other) => sum + pull(item, other), 1e-3);
    let pool = { at: wish(item, near) - offsets[i], weight, count: 1 };
    for (let last = pools.at(-1); last && last.at > pool.at; last = pools.at(-1)) {
      pools.pop();
      const both = last.weight + pool.weight;
      const at = (last.at * last.weight + pool.at * pool.weight) / both;
      pool = { at, weight: both, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const places = pools.flatMap(({ at, count }) => Array.from({ length: count }, () => at));
  row.forEach((item, i) => {
    item.across = places[i] + offsets[i];
  });
}

function measured(rows: readonly Item[][], items: readonly Item[], ways: readonly Item[][]): Layout {
  const heights = rows.map((row) => Math.max(0, ...row.map(({ size }) => size.along)));
  const tops: number[] = [];
  heights.forEach((_, i) => {
    tops[i] = i === 0 ? 0 : tops[i - 1] + heights[i - 1] + gap.ranks;
  });
  const all = rows.flat();
  const left = Math.min(0, ...all.map(({ across, size }) => across - size.across / 2));
  const beside = ways.some((way) => way[way.length - 1].rank <= way[0].rank) ? gap.back : 0;
  const right = Math.max(0, ...all.map(({ across, size }) => across + size.across / 2)) + beside;
  const middle = ({ rank, across }: Item): Point => ({ across: across - left, along: tops[rank] + heights[rank] / 2 });
  const edges = ways.map((way): Route => {
    const [from, to] = [way[0], way[way.length - 1]];
    if (to.rank <= from.rank) return { points: around(from, to, middle), back: true };
    const points = way.flatMap((item, i): Point[] => {
      const { across, along } = middle(item);
      const half = item.bend ? heights[item.rank] / 2 : item.size.along / 2;
      const [enters, leaves] = [
        { across, along: along - half },
        { across, along: along + half },
      ];
      if (i === 0) return [leaves];
      return i === way.length - 1 ? [enters] : [enters, leaves];
    });
    return { points, back: false };
  });
  return { boxes: items.map(middle), edges, across: right - left, along: (tops.at(-1) ?? 0) + (heights.at(-1) ?? 0) };
}

/** A bend beside two boxes, or beside one. */
function around(from: Item, to: Item, middle: (item: Item) => Point): Point[] {
  const end = (item: Item, out: number, aside: number): Point => {
    const { across, along } = middle(item);
    return { across: across + item.size.across / 2 + out, along: along + aside };
  };
  return [end(from, 0, 8), end(from, gap.back, 8), end(to, gap.back, -8), end(to, 0, -8)];
}
