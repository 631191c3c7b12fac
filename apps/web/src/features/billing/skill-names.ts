/** What models are called for, in the words of who pays; another kind of work stands under its own name. */
const NAMES: Readonly<Record<string, string>> = {
  turn: "Answers",
  answer: "Answers without tools",
  work: "Work on apps",
  embed: "Comparing meaning",
  title_thread: "Titles of threads",
  draft_outcome: "Drafts of outcomes",
  summarise_talk: "Condensing long talk",
  plan_tasks: "Plans",
  replan_tasks: "Plans made anew",
  write_spec: "Specs of apps",
  change_spec: "Changes of specs",
  triage: "Sorting what people write",
  try_instructions: "Test bench",
  api: "Calls of apps and tools",
};

/** Kinds of work that can have language models of their own; apps and tools name theirs. */
export const SKILLS = Object.keys(NAMES).filter((skill) => skill !== "embed" && skill !== "api");

export function skillName(skill: string): string {
  const name = skill.replaceAll(/[._]/g, " ");
  return NAMES[skill] ?? name.charAt(0).toUpperCase() + name.slice(1);
}
