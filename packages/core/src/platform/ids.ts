import { randomFillSync } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const UNDERSCORE = 95;
const RANDOM_BITS = 80n;
/** Filled for hundreds of ids at once: asking for ten bytes costs as much as asking for a page. */
const pool = Buffer.alloc(4_096);
let used = pool.length;
let last = 0n;

/**
 * `<kind>_` and 26 characters, Crockford base 32: 48 bits of time in ms, then 80 random bits. Ids sort by creation; inside one
 * process also those of the same millisecond.
 */
export function newId(kind: string, now: number = Date.now()): string {
  const fresh = (BigInt(now) << RANDOM_BITS) | random(10);
  // NOTE: the step is random too, so that an id does not tell its neighbour.
  last = fresh >> RANDOM_BITS > last >> RANDOM_BITS ? fresh : last + 1n + random(6);
  return spell(kind, last);
}

/** The next id has the time that it is given. For tests that share a process: the clock of one may have run far ahead of that of the next. */
export function forgetLastId(): void {
  last = 0n;
}

function random(bytes: number): bigint {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return BigInt(`0x${pool.toString("hex", used - bytes, used)}`);
}

/** Sorts before every id of this kind that was made at `now` or later, and after every earlier one. */
export function firstIdAt(kind: string, now: Date): string {
  return spell(kind, BigInt(now.getTime()) << RANDOM_BITS);
}

/** What came from elsewhere, with an id that is the same whenever it is made: its time in ms, then the low 80 bits of `rest`. */
export function idAt(kind: string, at: number, rest: bigint): string {
  const time = BigInt(Math.min(Math.max(Math.trunc(at), 0), 2 ** 48 - 1));
  return spell(kind, (time << RANDOM_BITS) | BigInt.asUintN(Number(RANDOM_BITS), rest));
}

/** Another id of the same kind and time. Ids that are moved by the same distance keep their order. */
export function moveId(id: string, by: bigint): string {
  const [kind = "", digits = ""] = id.split("_");
  let number = 0n;
  for (const digit of digits) number = (number << 5n) | BigInt(ALPHABET.indexOf(digit));
  return spell(kind, number + by);
}

function spell(kind: string, number: bigint): string {
  const codes: number[] = [];
  for (let at = 0; at < kind.length; at += 1) codes.push(kind.charCodeAt(at));
  codes.push(UNDERSCORE, codeOf(Number(BigInt.asUintN(5, number >> 125n))));
  for (let shift = 100n; shift >= 0n; shift -= 25n) {
    const five = Number(BigInt.asUintN(25, number >> shift));
    for (let bits = 20; bits >= 0; bits -= 5) codes.push(codeOf((five >> bits) & 31));
  }
  // NOTE: added up one by one, an id would stay a chain of thirty strings for as long as somebody keeps it, a kilobyte.
  return String.fromCharCode(...codes);
}

const codeOf = (digit: number) => ALPHABET.charCodeAt(digit);
