import { z } from "zod";

const Properties = z.object({ properties: z.record(z.string(), z.unknown()) });
const MISSING = "received undefined";
const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  date: "a time, such as 2026-12-24T18:00:00Z",
};

/** Where what is missing is to be had. */
const SHOWN_BY: Readonly<Record<string, string>> = {
  projectId: "name a project, as project_list shows them, or choose one with project_select",
  taskId: "task_list shows them",
  appId: "hosting_list_apps shows them",
  channelId: "chat_list_channels shows them",
  threadId: "a project has one, and chat_list_threads shows those of a channel",
  memoryId: "recall_context shows them",
};

/** What is wrong with the input of a call, in words by which whoever made it can mend it. */
export function sayWhatIsWrong({ issues }: z.core.$ZodError, given: object, inputSchema: object): string {
  const known = Object.keys(Properties.safeParse(inputSchema).data?.properties ?? {});
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const isMissing = issues.some(({ message }) => message.endsWith(MISSING));
  return [
    ...issues.map(sayIssue),
    ...(unknown.length > 0 && isMissing ? [`There is no ${listed(unknown)} here; it takes ${listed(known)}.`] : []),
  ].join(" ");
}

function sayIssue(issue: z.core.$ZodIssue): string {
  const { path, message } = issue;
  const name = path.map(String).join(".");
  if (name === "") return sentence(message);
  if (issue.code === "invalid_type" && message.endsWith(MISSING))
    return name in SHOWN_BY ? `${name} is missing: ${SHOWN_BY[name]}.` : `${name} is missing.`;
  if (issue.code === "invalid_value") return `${name} is one of these: ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "too_small" && issue.origin === "number") return `${name} is at least ${issue.minimum}.`;
  if (issue.code === "too_big" && issue.origin === "number") return `${name} is at most ${issue.maximum}.`;
  const kind = issue.code === "invalid_type" ? KINDS[issue.expected] : undefined;
  if (kind !== undefined) return `${name} is ${kind}.`;
  return sentence(`${name}: ${message}`);
}

const listed = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");
const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
