/** What is left of an answer that broke off after `soFar`; where all of it had been said, that this was all. */
export function restOf(whole: string, soFar: string): string {
  if (soFar === "") return whole;
  if (!whole.startsWith(soFar)) return `\n\n${whole}`;
  const rest = whole.slice(soFar.length);
  return rest.trim() === "" ? "\n\nThat was all." : rest;
}
