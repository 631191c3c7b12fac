import type { Handoff, ProjectState, ThreadState } from "./model.ts";

const BRIEF = { decisions: 5, items: 5, memories: 5, recent: 3, line: 200 };
const DETAILED = { decisions: 200, items: 100, memories: 50, recent: 20, line: 2_000 };
const MATTERS = new Set(["critical", "high"]);

/** As Markdown: goal, decisions, open points, artefacts, what was said last, each with its id. */
export function handoffText(state: ProjectState | ThreadState, detail: Handoff["detail"]): string {
  const most = detail === "brief" ? BRIEF : DETAILED;
  const cut = (text: string) => {
    const line = text.replaceAll(/\s+/g, " ").trim();
    return line.length > most.line ? `${line.slice(0, most.line - 1)}…` : line;
  };
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title}`, ...lines.map((line) => `- ${line}`)];
  const lastSaid = listed(
    "Last said",
    state.recent.slice(-most.recent).map(({ author, text, messageId }) => `${author}: ${cut(text)} (${messageId})`),
  );
  const known = (items: ProjectState["items"]) =>
    listed(
      "Known",
      items.slice(0, most.items).map(({ id, kind, text }) => `${kind}: ${cut(text)} (${id})`),
    );
  if ("thread" in state) {
    const { thread, opening } = state;
    return [
      `# ${cut(thread.title)}`,
      `Thread ${thread.id}, ${thread.status}.`,
      ...listed("How it began", opening ? [`${opening.author}: ${cut(opening.text)} (${opening.messageId})`] : []),
      ...known(state.items),
      ...lastSaid,
    ].join("\n");
  }
  const { project, app, build } = state;
  const open = state.tasks.filter(({ status }) => status !== "done");
  const memories = state.memories.filter(({ importance }) => detail === "detailed" || MATTERS.has(importance));
  return [
    `# ${project.name}`,
    `Project ${project.id}, thread ${project.threadId}, phase ${project.phase}, spec version ${project.specVersion}.`,
    ...listed("Goal", project.idea === "" ? [] : [cut(project.idea)]),
    ...(detail === "detailed"
      ? listed(
          "What it does",
          state.capabilities.map(({ id, text }) => `${id}: ${cut(text)}`),
        )
      : []),
    ...listed(
      "Decisions",
      state.decisions.slice(0, most.decisions).map(({ id, text }) => `${cut(text)} (${id})`),
    ),
    ...listed(
      "To do",
      open.slice(0, most.items).map(({ id, text, status }) => `[${status}] ${cut(text)} (${id})`),
    ),
    ...known(state.items),
    ...listed(
      "Remembered",
      memories.slice(0, most.memories).map(({ id, text, importance }) => `${importance}: ${cut(text)} (${id})`),
    ),
    ...listed("App", app ? [`${app.name}, version ${app.version}, ${app.state}: ${app.url} (${app.id})`] : []),
    ...listed("Build", build ? [cut(`${build.state}: ${build.message}`)] : []),
    ...lastSaid,
  ].join("\n");
}
