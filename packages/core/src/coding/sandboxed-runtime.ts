import { BUILD_LIMIT_MICROS, changeCode, findCode, type CodeOfApp } from "../builder/index.ts";
import { usableAccounts } from "../gateway/index.ts";
import { endRunKey, mintRunKey } from "../keys/index.ts";
import { may, messageOf, systemContext, write, type Context } from "../platform/index.ts";
import { findProject } from "../projects/index.ts";
import { preferOf, readProfiles } from "../registry/index.ts";
import type { Run } from "../runs/index.ts";
import {
  bookedCalls,
  keepBroken,
  keepTranscript,
  recordOf,
  type AgentRuntime,
  type TurnEnd,
  type TurnPlan,
  type TurnReport,
} from "../turns/index.ts";
import { briefOf } from "./brief.ts";
import type { AgentEvent, CommandLineAgent } from "./command-line-agent.ts";
import { givenFiles } from "./given-files.ts";
import { HOME, MODELS_PORT, runAgent, type AgentEnd } from "./run-agent.ts";
import { boundText, changeText, filesText } from "./told.ts";
import { makeWorkFolder, removeWorkFolder, type FolderChange, type WorkFolder } from "./work-folder.ts";

/** Beyond its time, so that the key outlives the run, and by itself does not last. */
const KEY_SPARE_MS = 60_000;
const MOST_DETAIL = 4_000;
const INTERRUPTED =
  "I was interrupted: the server stopped while I worked. Nothing of what I had changed was taken over, and I do not start again by myself, as the work costs. Ask me again when you want it.";

/** Drives an installed coding agent: in a project's thread on the app's code, which becomes a version once it passes every check; elsewhere in an empty folder. */
export function sandboxedRuntime(agent: CommandLineAgent): AgentRuntime {
  return {
    name: agent.name,
    title: agent.title,
    editsFiles: true,
    takeTurn: (run, plan) => takeTurn(agent, run, plan),
  };
}

interface Working {
  agent: CommandLineAgent;
  run: Run;
  plan: TurnPlan;
  say: (text: string) => void;
  /** All of it so far. */
  said: () => string;
}

async function takeTurn(agent: CommandLineAgent, run: Run, plan: TurnPlan): Promise<TurnReport> {
  const record = recordOf(plan);
  // NOTE: what it read in its folder, others may have written.
  record.tainted = true;
  const startedAt = performance.now();
  const say = (text: string) => {
    const more = record.text === "" ? text : `\n\n${text}`;
    record.text += more;
    plan.onText(more);
  };
  const see = (event: AgentEvent) => {
    if (event.type === "said") say(event.text);
    else if (event.type === "doing") plan.onActivity?.(event.what);
    else if (event.type === "did") {
      const outcome = event.failed ? ("failed" as const) : ("done" as const);
      const callId = `${record.results.length + 1}`;
      const output = event.detail.slice(0, MOST_DETAIL);
      record.takeResults(1, [{ callId, tool: event.tool, outcome, output, taints: true, durationMs: 0 }]);
    }
  };
  const keep = async (end: TurnEnd | null) => {
    const calls = await bookedCalls(plan.agent, run.taskId);
    record.spentMs = performance.now() - startedAt;
    record.rounds = calls.calls;
    record.takeCalls(calls);
    await keepTranscript(run, plan, record, end);
    return calls;
  };
  let end: TurnEnd;
  try {
    end = await work({ agent, run, plan, say, said: () => record.text }, see);
  } catch (error) {
    await keepBroken(run, plan, error, keep);
    throw error;
  }
  const calls = await keep(end);
  const { text, tainted, rounds, costMicros } = record;
  return { end, text, tainted, rounds, costMicros, writtenBy: calls.models.at(-1) ?? agent.name, insteadOf: calls.fallbackFrom.at(0) };
}

async function work(working: Working, see: (event: AgentEvent) => void): Promise<TurnEnd> {
  const { agent, run, plan, say } = working;
  const project = await findProject(plan.agent, { threadId: plan.threadId });
  const code = project ? await findCode(plan.agent, { projectId: project.id }) : undefined;
  const refusal = await refusalOf(working, code !== undefined);
  if (refusal !== undefined) {
    say(refusal);
    return "model_failed";
  }
  const key = await openKey(run, plan, project?.id);
  if (key.secret === undefined) {
    await clearUp(run, plan.agent, key.keyId);
    say(INTERRUPTED);
    return "outcome_unknown";
  }
  const start = agent.start({ modelsUrl: `http://127.0.0.1:${MODELS_PORT}`, key: key.secret, home: HOME });
  const given = await givenFiles(plan.hands, plan.questionId);
  const folder = await makeWorkFolder(run.taskId, code?.files ?? new Map(), start.settings, given.files);
  try {
    const brief = briefOf(plan, code !== undefined, given);
    const signal = AbortSignal.any([run.signal, plan.signal]);
    plan.onActivity?.("working");
    const ended = await runAgent(plan.agent, {
      start,
      folder,
      brief,
      timeMs: plan.limits.timeMs,
      signal,
      read: (line) => agent.read(line),
      onEvent: see,
    });
    plan.onActivity?.(null);
    signal.throwIfAborted();
    return await conclude(working, ended, { folder, code, projectId: project?.id });
  } finally {
    await clearUp(run, plan.agent, key.keyId);
  }
}

/** Why it does not begin at all. */
async function refusalOf({ agent, plan }: Working, changesApp: boolean): Promise<string | undefined> {
  if ((await usableAccounts(plan.agent, plan.paidBy ?? plan.askedFor)).length === 0)
    return `${agent.title} works with a model, and there is no key for one. An admin can add one in the settings under Models.`;
  if (changesApp && !may(plan.hands.actor, "builder:write"))
    return "Changing this app takes the right to build apps, which you or I do not have. An admin can give it.";
  if (!may(plan.hands.actor, "sandbox:run")) return "Running programs takes a right that you or I do not have. An admin can give it.";
  return undefined;
}

/** Once for each task: an attempt that finds it made already takes up nothing, as nobody knows how far the one before came. */
async function openKey(run: Run, plan: TurnPlan, projectId: string | undefined): Promise<{ keyId: string; secret: string | undefined }> {
  const { agent, askedFor, paidBy = askedFor, threadId, limits } = plan;
  const profile = (await readProfiles(agent)).find(({ memberId }) => memberId === agent.actor.id);
  const purpose = {
    taskId: run.taskId,
    agentId: agent.actor.id,
    agent: profile?.agent ?? "",
    onBehalfOf: paidBy,
    threadId,
    projectId,
    prefer: profile ? preferOf(profile, "hard") : [],
    // NOTE: a change of code is as much work as a build; what somebody set for this agent holds.
    costLimitMicros: profile?.limits.taskCents == null ? Math.max(limits.costMicros, BUILD_LIMIT_MICROS) : limits.costMicros,
  };
  let secret: string | undefined;
  const { keyId } = await run.writeStep("coding/key", "agents:answer", async (tx) => {
    const minted = await mintRunKey(tx, { purpose, lastsMs: limits.timeMs + KEY_SPARE_MS });
    secret = minted.key;
    return { keyId: minted.keyId };
  });
  return { keyId, secret };
}

/** What a program left cannot undo what its turn did. */
async function clearUp({ taskId }: Run, agent: Context, keyId: string): Promise<void> {
  const removed = removeWorkFolder(taskId).catch((error: unknown) =>
    agent.log.warn({ taskId, fault: messageOf(error) }, "the folder of a coding agent could not be removed"),
  );
  await Promise.all([removed, closeKey(agent, keyId)]);
}

async function closeKey({ platform, workspaceId }: Context, keyId: string): Promise<void> {
  await write(systemContext(platform, workspaceId), "keys:manage", (tx) => endRunKey(tx, { keyId }));
}

interface Left {
  folder: WorkFolder;
  code: CodeOfApp | undefined;
  projectId: string | undefined;
}

/** What it leaves: a version to be checked, or files that are shown. Nothing is taken over of a run that did not come to its end. */
async function conclude({ run, plan, say, said }: Working, ended: AgentEnd, { folder, code, projectId }: Left): Promise<TurnEnd> {
  if (!ended.done) {
    const fault = said().includes(ended.fault) ? "" : ended.fault;
    // NOTE: what is too much is not looked through.
    const changedNothing = ended.why !== "out_of_disk" && isNothing(await folder.changes());
    say(boundText({ ...ended, fault }, plan.limits, changedNothing));
    return ended.why === "timeout" ? "too_long" : "model_failed";
  }
  const change = await folder.changes();
  if (isNothing(change)) {
    // Whatever it said of it.
    if (code) say("No file of the app was changed.");
    return "answered";
  }
  if (!code || projectId === undefined) {
    say(filesText(change));
    return "answered";
  }
  const [summary = ""] = (plan.said.at(-1)?.text ?? "").split("\n");
  const written = Object.fromEntries(change.written);
  const version = await run.writeStep("coding/change", "projects:write", (tx) =>
    changeCode(tx, { projectId, summary, change: { base: code.commit, written, deleted: change.deleted } }),
  );
  say(changeText(change, code.files, version));
  return "answered";
}

const isNothing = ({ written, deleted, leftOut }: FolderChange) => written.size + deleted.length + leftOut.length === 0;
