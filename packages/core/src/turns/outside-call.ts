import { sql } from "drizzle-orm";
import { z } from "zod";
import {
  findUntold,
  getApproval,
  getOutsideRequest,
  isAllowed,
  isDead,
  noteMade,
  noteResult,
  noteTask,
  noteTold,
  placeToAsk,
  requestApproval,
  withdrawApprovals,
  type OutsideRequest,
} from "../approvals/index.ts";
import { actorOf } from "../identity/index.ts";
import {
  actAs,
  AppError,
  makeContext,
  may,
  SYSTEM,
  systemContext,
  toolCatalog,
  withKey,
  write,
  type Actor,
  type Context,
  type Tool,
  type Tx,
} from "../platform/index.ts";
import { addTasks, defineTask } from "../runs/index.ts";
import { CUT_SHORT, decisionOn, memoriesIn, REFUSALS, runOnce } from "./call-tool.ts";
import { CallOutcome } from "./model.ts";
import { mayStandIn } from "./policy.ts";
import { readJournal, sealedJournal } from "./sealed-journal.ts";

/** A call that a program outside makes for its person, and may not make by itself. */
export interface OutsideCall {
  tool: Tool;
  input: unknown;
  /** What the program calls itself. */
  program: string;
}

const Rights = z.union([z.array(z.string()), z.literal("everything")]);
const Result = z.object({ outcome: CallOutcome, output: z.string() });
type Result = z.infer<typeof Result>;

/** Where such a call stands. Its end is told once: the same call is another one from then on. */
export type AskedStanding =
  | { state: "waiting" | "running"; request: OutsideRequest }
  | { state: "ended"; request: OutsideRequest; result: Result };

export type OutsideStanding = AskedStanding | { state: "allowed" };

/** Asks the person in a talk of theirs alone, unless they were asked already or allowed it for good. */
export async function askForOutsideCall(ctx: Context, { tool, input, program }: OutsideCall): Promise<OutsideStanding> {
  const person = await actorOf(ctx, { kind: "person", id: ctx.actor.id });
  if (!may(person, "approvals:decide"))
    throw new AppError(
      "forbidden",
      `Only a person may do this, and your role lets you allow nothing: ${(await tool.says(input, ctx)).text}. Ask a member of the workspace.`,
    );
  return write(ctx, tool.permission, async (tx) => {
    // NOTE: of two calls at the same moment the second finds what the first asked.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`outside/${tx.actor.id}`}, 0))`);
    const { assistant, threadId } = await placeToAsk(tx);
    const call = { agentId: assistant.id, threadId, tool: tool.name, behind: tool.behind, input };
    const known = await findUntold(tx, call);
    if (known) return told(tx, known);
    // What the program has read nobody knows: its wish may be that of whoever wrote it.
    const governs = await tool.governs(input, tx);
    const question = { tool, input, governs, actor: tx.actor, tainted: true, asksForWrites: false };
    if (mayStandIn(question) && (await isAllowed(tx, { ...call, tainted: true, since: tool.since }))) return { state: "allowed" };
    const { permission, effect, title } = tool;
    const says = await tool.says(input, tx);
    if (says.missing !== undefined) throw new AppError("not_found", says.missing);
    const eachTime = !mayStandIn(question);
    const asked = { ...call, title, permission, effect, says, tainted: true, eachTime, writtenBy: program, taskId: "" };
    const request = await requestApproval(actAs(tx, assistant), { ...asked, askedFor: tx.actor.id, keyId: tx.actor.keyId });
    const { id: approvalId, channelId, messageId: aboutMessageId } = request;
    const hands = { can: rightsOf(tx.actor), keyId: tx.actor.keyId };
    const task = { kind: outsideCallTask.kind, input: { approvalId, ...hands }, channelId, aboutMessageId, priority: "high" as const };
    const [taskId = ""] = await addTasks(actAs(tx, SYSTEM), [{ ...task, announce: false }]);
    await noteTask(tx, approvalId, taskId);
    return { state: "waiting", request: { ...request, result: null, taskId } };
  });
}

/** How a request of one's own stands, by its id. */
export async function readOutsideCall(ctx: Context, { approvalId }: { approvalId: string }): Promise<AskedStanding> {
  const request = await getOutsideRequest(ctx, approvalId);
  return write(systemContext(ctx.platform, ctx.workspaceId), "approvals:decide", (tx) => told(tx, request));
}

async function told(tx: Tx, request: OutsideRequest): Promise<AskedStanding> {
  const { state, reason, id, result, taskId } = request;
  const isOpen = state === "pending" || (state === "approved" && result === null);
  if (isOpen && !(await isDead(tx, taskId))) return { state: state === "pending" ? "waiting" : "running", request };
  await noteTold(tx, id);
  if (result !== null) return { state: "ended", request, result: Result.parse(JSON.parse(tx.platform.secrets.open(result, placeOf(id)))) };
  if (state === "approved") return { state: "ended", request, result: await cutShort(tx, taskId) };
  if (state === "pending") await withdrawApprovals(tx, taskId);
  const why = REFUSALS[state === "pending" ? "withdrawn" : state];
  return { state: "ended", request, result: { outcome: "denied", output: `${why} ${reason}`.trim() } };
}

/** What came of a call that was allowed, and whose task was cancelled or failed. */
async function cutShort(tx: Tx, taskId: string): Promise<Result> {
  const { steps } = await readJournal(tx, taskId, /^intent\//);
  return steps.size > 0
    ? { outcome: "unknown", output: CUT_SHORT }
    : { outcome: "failed", output: "It ended before it began. Nothing was done." };
}

/** Waits for the person, and runs what they allowed: once, as the program's, with the rights that it and they have both. */
export const outsideCallTask = defineTask({
  kind: "turns.outside_call",
  input: z.object({ approvalId: z.string(), can: Rights, keyId: z.string().optional() }),
  async run(run, { approvalId, can, keyId }) {
    const { platform, workspaceId } = run.ctx;
    const request = await getApproval(run.ctx, { approvalId });
    const tool = platform.drivers.find(toolCatalog)?.find(({ name }) => name === request.tool);
    const input: unknown = JSON.parse(request.input);
    const call = { threadId: request.threadId, tool: request.tool, behind: tool?.behind, input };
    const why = await decisionOn(run, run.ctx, approvalId, call);
    const keep = ({ outcome, output }: Result) => {
      const sealed = platform.secrets.seal(JSON.stringify({ outcome, output }), placeOf(approvalId));
      return run.write("approvals:decide", async (tx) => {
        if (outcome === "done") await noteMade(tx, { taskId: run.taskId, tool: request.tool, input }, memoriesIn(output));
        await noteResult(tx, approvalId, sealed);
      });
    };
    if (why !== undefined) return keep({ outcome: "denied", output: why });
    if (!tool) return keep({ outcome: "failed", output: "This tool is not there any more. Nothing was done." });
    const person = await actorOf(run.ctx, { kind: "person", id: request.askedFor });
    const rights = can === "everything" ? person.can : new Set(can.filter((permission) => may(person, permission)));
    const actor = withKey({ ...person, can: rights }, keyId);
    const hands = makeContext(platform, { workspaceId, actor, requestId: run.taskId });
    const journal = sealedJournal(run);
    const plan = { agent: run.ctx, hands, signal: run.signal };
    const place = { run, plan, journal, round: 0, index: 0, call: { id: approvalId, tool: request.tool, input: request.input } };
    return keep(await runOnce(place, tool, input));
  },
});

const placeOf = (approvalId: string) => `outside/${approvalId}`;

const rightsOf = ({ can }: Actor): string[] | "everything" => (can === "everything" ? can : [...can]);
