import type { RequestApproval } from "../src/approvals/index.ts";
import { newId, said } from "../src/platform/index.ts";
import type { TurnWorld } from "./turn-world.ts";

/** What an agent asks for that would send a mail. */
export const requestToMail = ({ threadId, ada }: TurnWorld, more: Partial<RequestApproval> = {}): RequestApproval => ({
  taskId: newId("tsk"),
  threadId,
  askedFor: ada.actor.id,
  tool: "mail_send",
  title: "Send mail",
  says: said`Sends mail`,
  input: {},
  permission: "projects:write",
  effect: "outside",
  tainted: false,
  writtenBy: "test",
  ...more,
});
