import { bestOf, type Scored } from "./best-of.ts";
import { growing } from "./growing.ts";
import { likenessOf, type SmallVector } from "./small-vector.ts";
import { createVectorMatrix, type VectorMatrix } from "./vector-matrix.ts";
import { createWordIndex } from "./word-index.ts";

/** A text as the index holds it. What the same people see stands on one shelf, known by its values. */
export interface Indexed<Shelf extends object> {
  id: string;
  /** Another one when it has changed. */
  version: string;
  shelf: Shelf;
  /** How much it matters beside others, around 1. */
  weight: number;
  lexemes: readonly string[];
  expiresAt: Date | null;
  vectors: readonly { model: string; vector: SmallVector }[];
}

export interface Question<Shelf extends object> {
  words: readonly string[];
  /** `isLexical`: it compares words too, only less well. */
  meaning?: { model: string; vector: SmallVector; isLexical: boolean };
  /** Those that may be nearest, where another has looked them up: then these alone are compared. */
  near?: readonly { id: string; vector: SmallVector }[] | undefined;
  now: Date;
  most: number;
  readonly maySee: (shelf: Shelf) => boolean;
  /** Only these, by their ids. */
  among?: ReadonlySet<string> | undefined;
  /** What means less than this share of what the best hit means, or less than so much at all, is not related. */
  related?: { share: number; least: number };
}

/** One of them with its places among what was found, from 1. */
export interface Found {
  id: string;
  score: number;
  byWord: number | null;
  byMeaning: number | null;
}

/** The best first. `waiting` counts what the model has not seen. */
interface Answer {
  found: Found[];
  waiting: number;
}

/** Texts of one workspace in this process, by their words and meanings alone. */
export interface RecallIndex<Shelf extends object> {
  readonly size: number;
  /** Bytes, roughly. */
  readonly weight: number;
  /** So much of it is left over from what was changed that it should be built anew. */
  readonly isWorn: boolean;
  readonly shelves: Iterable<Shelf>;
  isCurrent(id: string, version: string): boolean;
  put(item: Indexed<Shelf>): void;
  remove(id: string): void;
  ask(question: Question<Shelf>): Answer;
}

const BYTES_EACH = 600;
const LEFT_OVER = 2_000;
/** Of reciprocal rank fusion: how little the first places stand out. */
const FLAT = 60;
/** Which way is trusted how much. */
const TRUST = { lexical: { byWord: 1, byMeaning: 0.3 }, semantic: { byWord: 0.5, byMeaning: 1 } };
/** Of what compares parts of words alone, the lowest likenesses are chance: some letters are in every text. */
const RELATED = { lexical: { share: 0.4, least: 0.12 }, semantic: { share: 0.4, least: 0 } };

export function createRecallIndex<Shelf extends object>(): RecallIndex<Shelf> {
  const slotOf = new Map<string, number>();
  const slots: { id: string; version: string; weight: number }[] = [];
  /** Of each slot: its shelf, 0 once it is gone, and until when it holds. */
  const shelfAt = growing((length) => new Uint32Array(length));
  const endAt = growing((length) => new Float64Array(length));
  const shelves: Shelf[] = [];
  const GONE = 0;
  const shelfOf = new Map<string, number>();
  const words = createWordIndex();
  const matrices = new Map<string, VectorMatrix>();

  function placeOn(shelf: Shelf): number {
    const name = Object.values(shelf).join("/");
    const known = shelfOf.get(name);
    if (known !== undefined) return known;
    shelfOf.set(name, shelves.length + 1);
    return shelves.push(shelf);
  }

  /** A model may give longer or shorter ones one day: they are not compared with the others. */
  const kindOf = (model: string, { bytes }: SmallVector) => `${model} ${bytes.length}`;

  function matrixOf(model: string, vector: SmallVector): VectorMatrix {
    const kind = kindOf(model, vector);
    const known = matrices.get(kind);
    if (known) return known;
    const made = createVectorMatrix(vector.bytes.length);
    matrices.set(kind, made);
    return made;
  }

  function remove(id: string): void {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    slotOf.delete(id);
    shelfAt.values[slot] = GONE;
    words.remove(slot);
    for (const matrix of matrices.values()) matrix.remove(slot);
  }

  /** By rank, as the scores of the two ways cannot be compared; then by how much it matters. */
  function blend(byWord: readonly Scored[], byMeaning: readonly Scored[], trust: (typeof TRUST)["lexical"]): Found[] {
    const all = new Map<number, Found>();
    const place = (list: readonly Scored[], way: "byWord" | "byMeaning") => {
      for (const [index, { slot }] of list.entries()) {
        const known = slots[slot];
        if (!known) continue;
        const found = all.get(slot) ?? { id: known.id, score: 0, byWord: null, byMeaning: null };
        all.set(slot, { ...found, [way]: index + 1, score: found.score + (known.weight * trust[way]) / (FLAT + index + 1) });
      }
    };
    place(byWord, "byWord");
    place(byMeaning, "byMeaning");
    return [...all.values()].toSorted((one, other) => other.score - one.score || (one.id > other.id ? -1 : 1));
  }

  return {
    get size() {
      return slotOf.size;
    },
    get weight() {
      return slots.length * BYTES_EACH + [...matrices.values()].reduce((all, matrix) => all + matrix.bytes, 0);
    },
    get isWorn() {
      const gone = slots.length - slotOf.size;
      return gone > LEFT_OVER && gone > slots.length / 2;
    },
    shelves,
    isCurrent: (id, version) => slots[slotOf.get(id) ?? -1]?.version === version,
    put({ id, version, shelf, weight, lexemes, expiresAt, vectors }) {
      remove(id);
      const slot = slots.push({ id, version, weight }) - 1;
      shelfAt.push(placeOn(shelf));
      endAt.push(expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
      slotOf.set(id, slot);
      words.add(lexemes);
      for (const { model, vector } of vectors) matrixOf(model, vector).add(slot, vector);
    },
    remove,
    ask({ words: asked, meaning, near, now, most, maySee, among, related }) {
      const { share, least } = related ?? RELATED[meaning?.isLexical ? "lexical" : "semantic"];
      const open = Uint8Array.from([0, ...shelves.map((shelf) => Number(maySee(shelf)))]);
      const at = now.getTime();
      const [shelfOfSlot, endOfSlot] = [shelfAt.values, endAt.values];
      const idOf = (slot: number) => slots[slot]?.id ?? "";
      const isOpen = (slot: number) =>
        open[shelfOfSlot[slot] ?? GONE] === 1 && (endOfSlot[slot] ?? 0) > at && (!among || among.has(idOf(slot)));
      const byWord = bestOf(most, idOf);
      words.find(asked, (slot, score) => score >= byWord.floor && isOpen(slot) && byWord.offer(slot, score));
      const byMeaning = bestOf(most, idOf);
      const matrix = meaning && matrices.get(kindOf(meaning.model, meaning.vector));
      const compared = (slot: number, likeness: number) => {
        if (likeness > 0 && likeness >= byMeaning.floor && isOpen(slot)) byMeaning.offer(slot, likeness);
      };
      if (meaning && near)
        for (const { id, vector } of near) {
          const slot = slotOf.get(id);
          if (slot !== undefined) compared(slot, likenessOf(vector, meaning.vector));
        }
      else if (meaning && matrix) matrix.compare(meaning.vector, compared);
      const alike = byMeaning.list();
      const floor = Math.max(least, (alike[0]?.score ?? 0) * share);
      return {
        found: blend(
          byWord.list(),
          alike.filter(({ score }) => score >= floor),
          meaning?.isLexical === false ? TRUST.semantic : TRUST.lexical,
        ),
        waiting: meaning && (matrix?.live ?? 0) < slotOf.size ? slots.filter((_, slot) => isOpen(slot) && !matrix?.has(slot)).length : 0,
      };
    },
  };
}
