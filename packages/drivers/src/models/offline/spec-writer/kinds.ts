import type { Accent } from "@openvibe/appspec";
import { BUSINESSES } from "./kinds-of-businesses.ts";
import { SITES } from "./kinds-of-sites.ts";
import { TOOLS_AND_TRACKERS } from "./kinds-of-tools.ts";
import { PhraseIndex } from "./phrases.ts";
import type { Wish } from "./feature-words.ts";

/** Who an app is open to. */
export type Mode = "public" | "team" | "personal";

/** A kind of app ("job board") or a business that an app is for ("hair salon"), with what people expect of it. */
export interface Kind {
  words: string;
  /** Nouns it holds, the main one first; those after "?" only when the idea names nothing else. */
  nouns: string;
  wishes?: Wish[];
  mode?: Mode;
  /** Only the administrator writes the main content. */
  editorial?: boolean;
  /** Last word of the name when the idea gives no better one. */
  name: string;
  icon?: string;
  accent?: Accent;
  roles?: string;
  /** A business: it says whom the app is for, and its nouns count only when the idea has none. */
  business?: boolean;
}

const KINDS: readonly Kind[] = [...SITES, ...TOOLS_AND_TRACKERS, ...BUSINESSES];

export const KIND_PHRASES = new PhraseIndex<Kind>();
for (const kind of KINDS) for (const phrase of kind.words.split(", ")) KIND_PHRASES.add(phrase, kind);
