const FOR_ONESELF =
  /^(?:(?:just|only) for (?:me|myself)|for (?:me|myself) (?:alone|only)|for (?:me|myself)(?=\s*(?:that\b|:)))\s*[:,]?\s*(?:that\s+)?|\s*[,;(–-]\s*(?:(?:just|only) for me|for me (?:alone|only))\)?[.!]?$/i;

/** What is to be remembered for whoever says it alone, without those words; undefined where that is not said. */
export function forOneself(text: string): string | undefined {
  const rest = text.replace(FOR_ONESELF, "");
  return rest === text ? undefined : rest;
}
