/** A direction in as many signed bytes as it has dimensions; value × scale is the number meant, and its length is 1, or 0 for no direction. */
export interface SmallVector {
  bytes: Int8Array;
  scale: number;
}

/** The same on every machine. */
export function shrink(vector: readonly number[]): SmallVector {
  let squares = 0;
  let most = 0;
  for (const value of vector) {
    squares += value * value;
    most = Math.max(most, Math.abs(value));
  }
  const length = Math.sqrt(squares);
  if (!Number.isFinite(length) || length === 0) return { bytes: new Int8Array(vector.length), scale: 0 };
  const bytes = Int8Array.from(vector, (value) => Math.round((value / most) * 127));
  return { bytes, scale: Math.fround(most / length / 127) };
}

/** How far two point the same way, from -1 to 1: the number that the kernel works out for rows. */
export function likenessOf(row: SmallVector, query: SmallVector): number {
  let product = 0;
  for (const [at, value] of row.bytes.entries()) product += value * (query.bytes[at] ?? 0);
  return product * Math.fround(row.scale) * query.scale;
}
