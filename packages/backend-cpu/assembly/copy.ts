/** Moves one plane of `rows` x `cols` four-byte elements whose source columns are `rs` = 4 bytes apart along the rows. */
function transposePlane(src: usize, cs: usize, dst: usize, rows: i32, cols: i32, drs: usize): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let p = src;
    let q = dst;
    let c = 0;
    for (; c + 4 <= cols; c += 4) {
      const r0 = v128.load(p);
      const r1 = v128.load(p + cs);
      const r2 = v128.load(p + (cs << 1));
      const r3 = v128.load(p + cs * 3);
      const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(q, v128.shuffle<f64>(t0, t2, 0, 2));
      v128.store(q + drs, v128.shuffle<f64>(t0, t2, 1, 3));
      v128.store(q + (drs << 1), v128.shuffle<f64>(t1, t3, 0, 2));
      v128.store(q + drs * 3, v128.shuffle<f64>(t1, t3, 1, 3));
      p += cs << 2;
      q += 16;
    }
    for (; c < cols; c++) {
      store<u32>(q, load<u32>(p));
      store<u32>(q + drs, load<u32>(p, 4));
      store<u32>(q + (drs << 1), load<u32>(p, 8));
      store<u32>(q + drs * 3, load<u32>(p, 12));
      p += cs;
      q += 4;
    }
    src += 16;
    dst += drs << 2;
  }
  for (; r < rows; r++) {
    let p = src;
    for (let c: usize = 0; c < <usize>cols << 2; c += 4) {
      store<u32>(dst + c, load<u32>(p));
      p += cs;
    }
    src += 4;
    dst += drs;
  }
}

function plane(src: usize, rs: usize, cs: usize, dst: usize, rows: i32, cols: i32, drs: usize, bytes: i32): void {
  if (bytes == 4 && rs == 4 && cs != 4) {
    // In bands of columns, so that the source lines of four rows are still cached when the next four come.
    for (let c = 0; c < cols; c += 64) {
      transposePlane(src + <usize>c * cs, cs, dst + (<usize>c << 2), rows, min(64, cols - c), drs);
    }
    return;
  }
  for (let r = 0; r < rows; r++) {
    if (cs == <usize>bytes) {
      const n = <usize>cols * bytes;
      if (n > 64) {
        memory.copy(dst, src, n);
      } else {
        let i: usize = 0;
        for (; i + 16 <= n; i += 16) v128.store(dst + i, v128.load(src + i));
        if (bytes == 4) for (; i < n; i += 4) store<u32>(dst + i, load<u32>(src + i));
        else for (; i < n; i++) store<u8>(dst + i, load<u8>(src + i));
      }
    } else if (bytes == 4) {
      let p = src;
      for (let i: usize = 0; i < <usize>cols << 2; i += 4) {
        store<u32>(dst + i, load<u32>(p));
        p += cs;
      }
    } else {
      let p = src;
      for (let i: usize = 0; i < <usize>cols; i++) {
        store<u8>(dst + i, load<u8>(p));
        p += cs;
      }
    }
    src += rs;
    dst += drs;
  }
}

/**
 * Copies between strided arrays of up to 8 dimensions: transpose, slice, flip, broadcast, pad and concatenate are all this.
 * `table` holds `rank` records of (size, source stride, target stride) in bytes, the last two being the plane moved at a time;
 * strides of the source may be negative or 0, and the innermost target stride is one element.
 */
export function copy(src: usize, dst: usize, table: usize, rank: i32, bytes: i32): void {
  if (rank == 2) {
    const rs = load<usize>(table, 4);
    plane(src, rs, load<usize>(table, 16), dst, load<i32>(table), load<i32>(table, 12), load<usize>(table, 8), bytes);
    return;
  }
  const size = load<i32>(table);
  const step = load<usize>(table, 4);
  const to = load<usize>(table, 8);
  for (let i = 0; i < size; i++) {
    copy(src, dst, table + 12, rank - 1, bytes);
    src += step;
    dst += to;
  }
}

/** `n` four-byte elements of one bit pattern. */
export function fill(out: usize, n: i32, bits: i32): void {
  const v = i32x4.splat(bits);
  const end = out + ((<usize>n & ~3) << 2);
  while (out != end) {
    v128.store(out, v);
    out += 16;
  }
  for (n &= 3; n > 0; n--) {
    store<i32>(out, bits);
    out += 4;
  }
}

export function fillBytes(out: usize, n: i32, value: i32): void {
  memory.fill(out, <u8>value, n);
}

/** Rows of [outer, n, row bytes] picked by `k` indices. Returns the position of the first index outside [0, n), or -1. */
export function gather(x: usize, indices: usize, out: usize, outer: i32, n: i32, k: i32, row: usize): i32 {
  for (let i = 0; i < k; i++) if (load<u32>(indices + (<usize>i << 2)) >= <u32>n) return i;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < k; i++) {
      const p = x + <usize>load<u32>(indices + (<usize>i << 2)) * row;
      if (row == 4) store<u32>(out, load<u32>(p));
      else memory.copy(out, p, row);
      out += row;
    }
    x += <usize>n * row;
  }
  return -1;
}

/** Adds rows of [outer, k, inner] at their indices into a cleared [outer, n, inner], in order. Returns as `gather`. */
export function scatterAdd(updates: usize, indices: usize, out: usize, outer: i32, n: i32, k: i32, inner: i32, int: i32): i32 {
  for (let i = 0; i < k; i++) if (load<u32>(indices + (<usize>i << 2)) >= <u32>n) return i;
  const row = <usize>inner << 2;
  memory.fill(out, 0, <usize>outer * n * row);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < k; i++) {
      const q = out + <usize>load<u32>(indices + (<usize>i << 2)) * row;
      let j: usize = 0;
      if (int) {
        for (; j < row; j += 4) store<i32>(q + j, load<i32>(q + j) + load<i32>(updates + j));
      } else {
        for (; j + 16 <= row; j += 16) v128.store(q + j, f32x4.add(v128.load(q + j), v128.load(updates + j)));
        for (; j < row; j += 4) store<f32>(q + j, load<f32>(q + j) + load<f32>(updates + j));
      }
      updates += row;
    }
    out += <usize>n * row;
  }
  return -1;
}
