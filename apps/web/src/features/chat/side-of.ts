/** Names that are set apart in what was said: a member's handle, a channel. */
const NAMED = /(?<![\p{L}\p{M}\p{N}_/&.-])[@#][\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*/gu;
const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/**
 * The side on which a text begins: that of its own first letter, whoever is named before it. Where nobody is, or nothing else is said, the
 * browser finds it, for each paragraph by itself.
 */
export function sideOf(text: string): "ltr" | "rtl" | "auto" {
  const own = text.replaceAll(NAMED, (name) => " ".repeat(name.length));
  const at = own.search(LETTER);
  if (at === -1 || at === text.search(LETTER)) return "auto";
  return RIGHT_TO_LEFT.test(own.slice(at)) ? "rtl" : "ltr";
}
