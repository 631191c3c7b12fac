import { z } from "zod";
import { getMessage, type Message } from "../chat/index.ts";
import { modelDriver, usableAccounts } from "../gateway/index.ts";
import { defineTask } from "../runs/index.ts";
import { Asker, whoPays } from "../turns/index.ts";
import { AgentName } from "./model.ts";
import { withTools } from "./with-tools.ts";
import { writeAnswer } from "./write-answer.ts";

/** How a turn came about that another agent asked for. */
export const Delegation = Asker.extend({
  /** The message of the person that it all began with. */
  rootId: z.string(),
  /** 1 for who was asked by the agent that the person asked. */
  depth: z.number().int(),
});
export type Delegation = z.infer<typeof Delegation>;

/** Somebody spoke to an agent: it answers there, with tools where a model can use them, the offline one too; else by the rules for answers alone. */
export const answerTask = defineTask({
  kind: "agents.turn",
  input: z.object({
    messageId: z.string(),
    threadId: z.string(),
    text: z.string(),
    agent: AgentName,
    delegation: Delegation.optional(),
    /** The task of the turn that was stopped before, or broke off. */
    after: z.string().optional(),
    claims: z.number().optional(),
    continuedBy: Asker.shape.continuedBy,
  }),
  timeoutMs: 15 * 60_000,
  waits: true,
  async run(run, { messageId, threadId, text, agent, delegation, after, claims, continuedBy = [] }) {
    const request = { questionId: messageId, threadId, text, agent, claims };
    const asker = ({ authorId: askedFor, keyId }: Message): Asker => ({ askedFor, keyId });
    const { askedFor, keyId, continuedBy: before = [] } = delegation ?? asker(await getMessage(run.ctx, { messageId }));
    const asked = { request, askedFor, keyId, continuedBy: [...before, ...continuedBy], delegation, after };
    const hasTools = run.ctx.platform.drivers.find(modelDriver) !== undefined || (await usableAccounts(run.ctx, whoPays(asked))).length > 0;
    return writeAnswer(run, request, hasTools ? withTools(run, asked) : undefined);
  },
});
