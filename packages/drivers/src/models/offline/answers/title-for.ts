import { sentenceCase } from "../spec-writer/text.ts";

const LONGEST = 60;
const OPENING =
  /^(?:(?:please|hi|hello|hey|ok|so|@[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*)[,!.: ]+)*(?:(?:can|could|would|will) you (?:please )?|i(?:'d| would) (?:like|love) (?:to have |you to |to )?|i (?:want|need) (?:you )?(?:to )?|we (?:want|need) (?:to )?|let's |help me (?:to )?)?(?:(?:build|create|make|develop|design|write|generate|give)(?: me| us)? )?(?:an? |the |some )?/iu;

/** A thread's title of at most 60 characters, from its first message. */
export function titleFor(text: string): string {
  const line = text
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .split(/\n|(?<=[.!?]) /)
    .map((each) => each.trim())
    .find((each) => /[\p{L}\p{N}]/u.test(each));
  if (!line) return "New idea";
  const head = line.slice(0, 400);
  const bare = head
    .replace(OPENING, "")
    .replace(/[\s.!?:;,]+$/u, "")
    .replace(/\s+/g, " ");
  const title = /[\p{L}\p{N}]{2}/u.test(bare) ? bare : head;
  if (title.length <= LONGEST) return sentenceCase(title);
  const cut = title.slice(0, LONGEST - 1);
  const space = cut.lastIndexOf(" ");
  const short = (space > 30 ? cut.slice(0, space) : cut).replace(/(?: (?:and|or|with|for|the|a|an|of|to|in))*[\s,;:]*$/i, "");
  return `${sentenceCase(toWhole(short))}…`;
}

// Half of a character that takes two code units would show as a box.
function toWhole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}
