import { addToolServer, connectorTools, toolServerClient, toolSignIns } from "@openvibe/core/connectors";
import type { ToolServer } from "@openvibe/core/connectors/model";
import { noticeLinks } from "@openvibe/core/inbox";
import { memoryTools } from "@openvibe/core/memory";
import { toolCatalog } from "@openvibe/core/platform";
import { createToolServerClient } from "@openvibe/drivers/outside";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeSignIn } from "../../../packages/core/src/connectors/ask-server.ts";
import { write } from "../../../packages/core/src/platform/index.ts";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

/** A server of tools at which one signs in: the product's own, as its clients meet it. */
let server: OpenServer;
let ada: Person;
let client: ReturnType<typeof createToolServerClient>;
beforeAll(async () => {
  server = await openServer();
  client = createToolServerClient({ allowLoopback: true });
  server.world.drivers
    .put(toolCatalog, memoryTools)
    .put(toolServerClient, client)
    .put(toolSignIns, client)
    .put(noticeLinks, { origin: () => server.origin });
  ada = await server.person("Ada");
});
afterAll(async () => {
  await client?.close();
  await server?.close();
});

const browse = (url: string, { cookie }: Person) => fetch(url, { redirect: "manual", headers: { cookie, accept: "text/html" } });
const leadsTo = (answer: Response) => answer.headers.get("location") ?? "";

async function call<Answer>(verb: string, input: unknown, { cookie }: Person): Promise<Answer> {
  const { status, body } = await server.rpc(verb, input, { cookie, "x-workspace-id": ada.ctx.workspaceId });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const listed = async () => (await call<ToolServer[]>("connectors/listToolServers", {}, ada))[0];

/** At the server's page, as a person answers it there; gives where they come back to. */
async function answerAt(address: string, permissions: string[] | undefined, who = ada): Promise<string> {
  const at = await browse(address, who);
  const consent = new URL(leadsTo(at) || ((await at.json()) as { url: string }).url, server.origin);
  expect(consent.pathname).toBe("/connect");
  const allow = permissions && { workspaceId: ada.ctx.workspaceId, permissions };
  const { url } = await call<{ url: string }>(
    "identity/answerToolRequest",
    { query: consent.search.slice(1), ...(allow ? { allow } : {}) },
    who,
  );
  return url;
}

test("an admin signs in at a server of tools; agents ask it in their name, with a new token where the last is over, also several at once", async () => {
  const added = await call<ToolServer>("connectors/addToolServer", { name: "mine", url: `${server.origin}/mcp` }, ada);
  expect(added).toMatchObject({ signIn: "needed", hasToken: false, tools: [], fault: "" });
  const serverId = added.id;
  const begin = async () => (await call<{ address: string }>("connectors/beginToolSignIn", { serverId }, ada)).address;

  // Who says no at the server's page is told so beside it, and may go there again.
  const refused = await browse(await answerAt(await begin(), undefined), ada);
  expect([refused.status, leadsTo(refused)]).toEqual([303, `/w/${ada.ctx.workspaceId}/settings?tab=tools&at=Tools%20for%20agents`]);
  expect(await listed()).toMatchObject({ signIn: "needed", fault: expect.stringContaining("did not let you in (access_denied") });

  const back = await answerAt(await begin(), ["memory:read", "memory:write"]);
  // What another person or a forged page brings is not taken.
  const eve = await server.person("Eve");
  expect((await browse(back, eve)).status).toBe(404);
  expect((await browse(back.replace(/state=([^.]+\.[^.]+\.)[^&]+/, "state=$1forged"), ada)).status).toBe(409);
  expect((await browse(back.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fother.example"), ada)).status).toBe(303);
  expect(await listed()).toMatchObject({ signIn: "needed", fault: "Another server answered than the one that was asked." });

  expect((await browse(await answerAt(await begin(), ["memory:read", "memory:write"]), ada)).status).toBe(303);
  const found = await listed();
  expect(found).toMatchObject({ signIn: "done", signedInBy: ada.ctx.actor.id, fault: "" });
  expect(found?.tools.map(({ name }) => name)).toContain("memory_recall");
  // It was the sign-in's one use.
  expect((await browse(back, ada)).status).toBe(409);

  const recall = async () => {
    const tool = (await connectorTools(ada.ctx)).find(({ name }) => name === "mine_memory_recall");
    return tool?.run(ada.ctx, { query: "oven" }, { signal: AbortSignal.timeout(20_000) });
  };
  expect(await recall()).toEqual(expect.any(String));
  // A token that the server takes no more: nobody asks twice for the next one, which would end the family of tokens there.
  const age = () =>
    write(ada.ctx, "connectors:manage", (tx) =>
      changeSignIn(tx, serverId, (kept) => ({ ...kept, held: kept.held && { ...kept.held, token: "ovt_over" } })),
    );
  await age();
  expect(await Promise.all([recall(), recall(), recall()])).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  await age();
  expect(await recall()).toEqual(expect.any(String));

  // Once the person takes it back at the server, whoever asks is told what to do.
  const [tool] = (await call<{ items: { id: string }[] }>("identity/listConnectedTools", {}, ada)).items;
  await call("identity/disconnectTool", { toolId: tool?.id }, ada);
  await expect(recall()).rejects.toMatchObject({ message: expect.stringContaining("sign in there again") });
  expect(await listed()).toMatchObject({ signIn: "needed" });
  await expect(recall()).rejects.toMatchObject({ message: expect.stringContaining("Nobody has signed in") });

  // Nor is it asked in the name of somebody who has left.
  const bob = await server.person("Bob");
  const member = await call<{ id: string }>("identity/addMember", { email: bob.email, role: "admin" }, ada);
  const { address } = await call<{ address: string }>("connectors/beginToolSignIn", { serverId }, bob);
  expect((await browse(await answerAt(address, ["memory:read"], bob), bob)).status).toBe(303);
  expect(await listed()).toMatchObject({ signIn: "done", signedInBy: member.id });
  expect(await recall()).toEqual(expect.any(String));
  await call("identity/removeMember", { memberId: member.id }, ada);
  await expect(recall()).rejects.toMatchObject({ message: expect.stringContaining("has left") });
  expect(await listed()).toMatchObject({ signIn: "needed", signedInBy: null });
});

test("a server that knows nobody and has no page to sign in at asks for a token, as before", async () => {
  const elsewhere = `${server.origin}/api/v1/nothing`;
  await expect(addToolServer(ada.ctx, { name: "other", url: elsewhere })).rejects.toMatchObject({ code: "unavailable" });
});
