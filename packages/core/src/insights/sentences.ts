import type { Insight } from "./model.ts";

const EFFECTS: Readonly<Record<string, string>> = {
  read: "only looks something up",
  write: "changes something in the workspace",
  outside: "reaches outside of the workspace",
  irreversible: "cannot be undone",
};
const FORMS: Readonly<Record<string, string>> = { prose: "running text", list: "lists", code: "code" };

/** What was learnt, in a sentence that a person can agree with or not. */
export function sentenceFor({
  subjectKind,
  subjectId,
  trait,
  value,
  liked,
  accepted,
  sampleSize,
}: Pick<Insight, "subjectKind" | "subjectId" | "trait" | "value" | "liked" | "accepted" | "sampleSize">): string {
  const often = `${liked ? accepted : sampleSize - accepted} of ${sampleSize}`;
  if (subjectKind === "person") return `${personSentence(trait, value, liked).slice(0, -1)} (${often}).`;
  if (trait === "side_talk") return `Side conversations about a ${subjectId} are mostly ${liked ? "resolved" : "given up"} (${often}).`;
  if (subjectKind === "technology") return `Apps with ${subjectId} mostly ${liked ? "pass" : "fail"} their checks (${often}).`;
  return `${value === "first" ? "The first version" : "A change"} of a ${subjectId} mostly ${liked ? "passes" : "fails"} its checks (${often}).`;
}

/** The same without the count, which changes with each case. */
export function personSentence(trait: string, value: string, liked: boolean): string {
  if (trait === "answer_length") return `${liked ? "Likes" : "Does not like"} ${value} answers.`;
  if (trait === "answer_form") return `${liked ? "Likes" : "Does not like"} answers as ${FORMS[value] ?? value}.`;
  return `Mostly ${liked ? "allows" : "refuses"} agents what ${EFFECTS[value] ?? value}.`;
}
