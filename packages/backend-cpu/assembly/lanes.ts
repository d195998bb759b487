/** Stores the first 1 to 3 lanes of four. Inputs may be read past their end (64 spare bytes), outputs never written past it. */
export function storeLanes(p: usize, v: v128, lanes: i32): void {
  if (lanes & 2) {
    v128.store64_lane(p, v, 0);
    if (lanes & 1) v128.store32_lane(p + 8, v, 2);
  } else {
    v128.store32_lane(p, v, 0);
  }
}

/** Stores what is left of a row: all four lanes, or its last 1 to 3. */
// @ts-ignore: decorator
@inline
export function put(p: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(p, v);
  else storeLanes(p, v, left);
}

/** The low bytes of four 32-bit lanes, in the lowest lane. */
// @ts-ignore: decorator
@inline
export function narrow(v: v128): v128 {
  return v128.swizzle(v, i8x16(0, 4, 8, 12, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
}

/** Stores `lanes` (1 to 4) bytes. */
export function storeBytes(p: usize, v: v128, lanes: i32): void {
  if (lanes == 4) {
    v128.store32_lane(p, v, 0);
    return;
  }
  store<u8>(p, i8x16.extract_lane_u(v, 0));
  if (lanes > 1) store<u8>(p, i8x16.extract_lane_u(v, 1), 1);
  if (lanes > 2) store<u8>(p, i8x16.extract_lane_u(v, 2), 2);
}
