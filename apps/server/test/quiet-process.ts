/** Started by its test: keeps a little of much, as after a busy time, and says again and again how large its heap is, in bytes. */
import { setTimeout as pause } from "node:timers/promises";
import { tidyWhenQuiet } from "../src/quiet.ts";

const MUCH = 1_500_000;
tidyWhenQuiet();
const made: { kept: number[] }[] = [];
for (let number = 0; number < MUCH; number += 1) made.push({ kept: [number, number + 1] });
// One of fifty: nearly every page of the heap has something on it.
const kept = made.filter((_, index) => index % 50 === 0);
made.length = 0;
for (let said = 0; said < 600; said += 1) {
  process.send?.({ size: process.memoryUsage().heapTotal, kept: kept.length });
  await pause(100);
}
