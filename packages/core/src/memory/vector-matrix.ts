import { createDotKernel } from "./dot-kernel.ts";
import { growing } from "./growing.ts";
import type { SmallVector } from "./small-vector.ts";

const LANES = 16;
const PAGE = 65_536;

/** All vectors of one model, equally long, in one piece of memory. Exact: every row is compared. */
export interface VectorMatrix {
  readonly bytes: number;
  /** `slot` is what `scores` gives the row back under. */
  add(slot: number, vector: SmallVector): void;
  /** Rows of slots that are there. */
  readonly live: number;
  remove(slot: number): void;
  has(slot: number): boolean;
  /** Calls `take` with the likeness, from -1 to 1, of every row to the query. */
  compare(query: SmallVector, take: (slot: number, likeness: number) => void): void;
}

export function createVectorMatrix(dimensions: number): VectorMatrix {
  const kernel = createDotKernel();
  const stride = Math.ceil(dimensions / LANES) * LANES;
  const slots = growing((length) => new Uint32Array(length));
  const scales = growing((length) => new Float32Array(length));
  const known = new Set<number>();
  // The query comes first, then the rows; the scores stand behind the rows.
  const rowsAt = stride * 2;
  const ensure = (bytes: number) => {
    const missing = bytes - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(Math.max(missing, kernel.memory.buffer.byteLength / 2) / PAGE));
  };
  return {
    get bytes() {
      return kernel.memory.buffer.byteLength;
    },
    add(slot, { bytes, scale }) {
      const at = rowsAt + slots.length * stride;
      ensure(at + stride);
      new Int8Array(kernel.memory.buffer, at, stride).set(bytes);
      slots.push(slot);
      scales.push(scale);
      known.add(slot);
    },
    get live() {
      return known.size;
    },
    has: (slot) => known.has(slot),
    remove: (slot) => void known.delete(slot),
    compare(query, take) {
      const count = slots.length;
      const [slotOf, scaleOf] = [slots.values, scales.values];
      const outAt = Math.ceil((rowsAt + count * stride) / 4) * 4;
      ensure(outAt + count * 4);
      new Int16Array(kernel.memory.buffer, 0, stride).fill(0).set(query.bytes);
      kernel.scores(rowsAt, 0, stride, count, outAt);
      const products = new Int32Array(kernel.memory.buffer, outAt, count);
      for (let row = 0; row < count; row += 1) take(slotOf[row] ?? 0, (products[row] ?? 0) * (scaleOf[row] ?? 0) * query.scale);
    },
  };
}
