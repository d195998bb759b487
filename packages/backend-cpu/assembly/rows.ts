/** Four rows of `n` floats between the edge tile (32 bytes a row) and a matrix. */
export function copyEdge(source: usize, lds: usize, target: usize, ldt: usize, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) {
    let i: usize = 0;
    for (; i + 16 <= <usize>n << 2; i += 16) v128.store(target + i, v128.load(source + i));
    for (; i < <usize>n << 2; i += 4) store<u32>(target + i, load<u32>(source + i));
    source += lds;
    target += ldt;
  }
}

/** Row i of A: at a tabled offset, or at a fixed distance. */
// @ts-ignore: decorator
@inline
export function rowAddress(a: usize, offsets: usize, lda: usize, i: i32): usize {
  return a + (offsets ? <usize>load<u32>(offsets + (<usize>i << 2)) : <usize>i * lda);
}
