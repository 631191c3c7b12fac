import type { TurnLimits } from "../turns/index.ts";
import type { AgentEnd } from "./run-agent.ts";
import type { FolderChange } from "./work-folder.ts";

const MOST_NAMED = 20;
const MOST_SHOWN = 12_000;

/** Why a run did not come to its end, and that nothing of it counts. */
export function boundText({ why, fault }: AgentEnd, { timeMs }: TurnLimits, changedNothing: boolean): string {
  const minutes = Math.round(timeMs / 60_000);
  const because = {
    timeout: `I stop here: this took longer than the ${minutes} minutes that I have.`,
    out_of_memory: "I stop here: the program took more memory than it may.",
    out_of_disk: "I stop here: the program wrote more than it may keep.",
    out_of_output: "I stop here: the program talked without end.",
    killed: "I was stopped.",
    exited: `I could not finish this. ${fault === "" ? "" : `It said: ${fault}`}`.trimEnd(),
  }[why];
  return changedNothing ? because : `${because} Nothing of what I had changed was taken over.`;
}

/** Which files of the app change, in words. */
export function changeText(change: FolderChange, before: ReadonlyMap<string, string>, version: number): string {
  const lines = [
    ...[...change.written.keys()].map((path) => `- ${before.has(path) ? "changed" : "new"}: \`${path}\``),
    ...change.deleted.map((path) => `- removed: \`${path}\``),
  ];
  const more = lines.length > MOST_NAMED ? [`- and ${lines.length - MOST_NAMED} more`] : [];
  const list = [...lines.slice(0, MOST_NAMED), ...more].join("\n");
  return `This becomes version ${version} once it passes every check; until then the app stays as it is.\n${list}${leftOutText(change)}`;
}

/** The files themselves, where no app takes them. */
export function filesText(change: FolderChange): string {
  let room = MOST_SHOWN;
  const shown = [...change.written].flatMap(([path, text]) => {
    room -= text.length;
    return room < 0 ? [`**${path}** (${text.length} characters, too long to show here)`] : [`**${path}**\n${fenced(path, text)}`];
  });
  return `${shown.join("\n\n")}${leftOutText(change)}`;
}

function fenced(path: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${path.split(".").at(-1) ?? ""}\n${text.endsWith("\n") ? text : `${text}\n`}${fence}`;
}

function leftOutText({ leftOut }: FolderChange): string {
  return leftOut.length === 0 ? "" : `\n\nLeft out, as they are too large or no text: ${leftOut.slice(0, MOST_NAMED).join(", ")}.`;
}
