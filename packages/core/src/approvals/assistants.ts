import { openDirect, startThread } from "../chat/index.ts";
import { addAgent, getMembers, nameOfKey, removeAgent } from "../identity/index.ts";
import { actAs, SYSTEM, type Actor, type Tx } from "../platform/index.ts";

const CAN = ["chat:read", "chat:write"];
const agentOf = (memberId: string, keyId: string) => `integration:outside:${memberId}:${keyId}`;

/**
 * Where a program asks its person: by a member of its own, who says what it asks and can do nothing else, in a talk with them alone. What that
 * member is allowed for longer, no other program is.
 */
export async function placeToAsk(tx: Tx): Promise<{ assistant: Actor; threadId: string }> {
  const { id, keyId = "" } = tx.actor;
  const person = (await getMembers(tx, [id])).get(id);
  const program = await nameOfKey(tx, keyId);
  const name = `${person?.name ?? "Somebody"}’s assistant${program === undefined ? "" : `: ${program}`}`.slice(0, 80);
  const member = await addAgent(actAs(tx, SYSTEM), { agent: agentOf(id, keyId), name, handle: name, can: CAN });
  const assistant: Actor = { kind: "agent", id: member.id, can: new Set(CAN) };
  const asAssistant = actAs(tx, assistant);
  const { id: channelId } = await openDirect(asAssistant, { memberIds: [id] });
  const { thread } = await startThread(asAssistant, {
    channelId,
    title: "What your assistant asks",
    text: "A program that you let in works for you here. What it may not do by itself it asks for in this thread.",
    clientKey: `outside/${id}`,
  });
  return { assistant, threadId: thread.id };
}

/** Its way in was closed. */
export async function removeAssistant(tx: Tx, key: { id: string; memberId: string }): Promise<void> {
  await removeAgent(actAs(tx, SYSTEM), agentOf(key.memberId, key.id));
}
