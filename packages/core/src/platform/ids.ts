import { randomFillSync } from "node:crypto";

const ALPHABET = Buffer.from("0123456789abcdefghjkmnpqrstvwxyz");
const UNDERSCORE = 95;
const RANDOM_BITS = 80n;
/** Half of the random bits; a number holds them exactly. */
const HALF = 2 ** 40;
const HALF_BYTES = 5;
const DIGITS = 26;
/** Filled for hundreds of ids at once: asking for ten bytes costs as much as asking for a page. */
const pool = Buffer.alloc(4_096);
let used = pool.length;
/** Of the last id: its time, and its random bits as two halves. */
let last = { time: 0, high: 0, low: 0 };

/**
 * `<kind>_` and 26 characters, Crockford base 32: 48 bits of time in ms, then 80 random bits. Ids sort by creation; inside one
 * process also those of the same millisecond.
 */
export function newId(kind: string, now: number = Date.now()): string {
  last = now > last.time ? { time: now, high: random(HALF_BYTES), low: random(HALF_BYTES) } : after(last);
  return spell(kind, last.time, last.high, last.low);
}

/** NOTE: the step is random too, so that an id does not tell its neighbour. */
function after({ time, high, low }: typeof last): typeof last {
  const nextLow = low + random(HALF_BYTES) + 1;
  const nextHigh = high + random(1) + Math.floor(nextLow / HALF);
  return { time: time + Math.floor(nextHigh / HALF), high: nextHigh % HALF, low: nextLow % HALF };
}

/** The next id has the time that it is given. For tests that share a process: the clock of one may have run far ahead of that of the next. */
export function forgetLastId(): void {
  last = { time: 0, high: 0, low: 0 };
}

function random(bytes: number): number {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.readUIntBE(used - bytes, bytes);
}

/** Sorts before every id of this kind that was made at `now` or later, and after every earlier one. */
export function firstIdAt(kind: string, now: Date): string {
  return spell(kind, now.getTime(), 0, 0);
}

/** What came from elsewhere, with an id that is the same whenever it is made: its time in ms, then the low 80 bits of `rest`. */
export function idAt(kind: string, at: number, rest: bigint): string {
  const time = BigInt(Math.min(Math.max(Math.trunc(at), 0), 2 ** 48 - 1));
  return spellNumber(kind, (time << RANDOM_BITS) | BigInt.asUintN(Number(RANDOM_BITS), rest));
}

/** Another id of the same kind and time. Ids that are moved by the same distance keep their order. */
export function moveId(id: string, by: bigint): string {
  const [kind = "", digits = ""] = id.split("_");
  let number = 0n;
  for (const digit of digits) number = (number << 5n) | BigInt(ALPHABET.indexOf(digit));
  return spellNumber(kind, number + by);
}

function spellNumber(kind: string, number: bigint): string {
  const half = RANDOM_BITS / 2n;
  const high = Number(BigInt.asUintN(Number(half), number >> half));
  return spell(kind, Number(BigInt.asUintN(48, number >> RANDOM_BITS)), high, Number(BigInt.asUintN(Number(half), number)));
}

/** Written into, and read from at once; an id that is added up digit by digit would stay a chain of thirty strings, a kilobyte. */
const letters = Buffer.alloc(64);

function spell(kind: string, time: number, high: number, low: number): string {
  const start = letters.write(kind, "latin1");
  letters[start] = UNDERSCORE;
  putDigits(time, start + 1, 10);
  putDigits(high, start + 11, 8);
  putDigits(low, start + 19, 8);
  return letters.toString("latin1", 0, start + 1 + DIGITS);
}

/** At most 50 bits, in two parts that bitwise operators can hold. */
function putDigits(number: number, at: number, count: number): void {
  const half = count / 2;
  const unit = 32 ** half;
  const parts = [Math.floor(number / unit), number % unit] as const;
  for (let digit = 0; digit < half; digit += 1) {
    const shift = 5 * (half - 1 - digit);
    letters[at + digit] = ALPHABET[(parts[0] >> shift) & 31] ?? 0;
    letters[at + half + digit] = ALPHABET[(parts[1] >> shift) & 31] ?? 0;
  }
}
