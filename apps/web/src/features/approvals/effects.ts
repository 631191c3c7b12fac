import type { ApprovalCard } from "@openvibe/core/chat/model";
import type { Tone } from "@openvibe/ui/primitives/badge";

/** What a tool does to the world, in a word. */
export const EFFECTS: Readonly<Record<ApprovalCard["effect"], { label: string; tone: Tone }>> = {
  read: { label: "reads", tone: "neutral" },
  write: { label: "changes this workspace", tone: "brand" },
  outside: { label: "reaches outside", tone: "warning" },
  irreversible: { label: "cannot be undone", tone: "danger" },
};

/** Marks that turn the direction of text or take no room: they can make one thing look like another. */
const UNSEEN = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/** An input as it is, with what cannot be seen made visible. */
export function plainInput(json: string): string {
  let text = json;
  try {
    text = JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // What is no JSON is shown as it is.
  }
  return seen(text);
}

/** With what cannot be seen made visible. */
export const seen = (text: string): string =>
  text.replaceAll(UNSEEN, (mark) => `⟨U+${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}⟩`);
