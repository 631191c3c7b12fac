import { isAPIError } from "better-auth/api";
import { and, desc, eq, isNull, lt } from "drizzle-orm";
import {
  AppError,
  emit,
  may,
  requirePermission,
  systemContext,
  toPage,
  write,
  type Context,
  type Page,
  type Platform,
} from "../platform/index.ts";
import { KeyPermission } from "./api-key-model.ts";
import { authOf } from "./auth.ts";
import {
  ConnectedToolEvents,
  type AnswerToolRequest,
  type ConnectedTool,
  type DisconnectTool,
  type ReadToolRequest,
  type ToolRequest,
  type ToolRequestAnswer,
} from "./connected-tool-model.ts";
import type { Me } from "./model.ts";
import { PERMISSIONS } from "./permissions.ts";
import { isThisMachine } from "./register-tool.ts";
import { forgetPerson } from "./session-cache.ts";
import { members, oauthAccessTokens, oauthClients, oauthConsents, oauthRefreshTokens } from "./tables.ts";
import { answerAs } from "./tool-sign-in.ts";

const NAMELESS = "A tool without a name";
const GONE = "This request to connect is no longer good. Start again from the tool.";

/** What the consent page shows. */
export async function readToolRequest(platform: Platform, me: Me, input: ReadToolRequest): Promise<ToolRequest> {
  const query = new URLSearchParams(input.query);
  const late = Number(query.get("exp")) * 1_000 <= platform.clock.now().getTime();
  const returnsTo = query.get("redirect_uri") ?? "";
  const [client] = await platform.database
    .unbound()
    .select({ name: oauthClients.name })
    .from(oauthClients)
    .where(eq(oauthClients.clientId, query.get("client_id") ?? ""));
  if (!client || late || !URL.canParse(returnsTo)) throw new AppError("not_found", GONE);
  const asks = permissionsIn(query);
  const workspaces = me.workspaces.map(({ id, name, role, memberId }) => {
    const actor = { kind: "person" as const, id: memberId, can: PERMISSIONS[role] };
    return { id, name, allows: asks.filter((permission) => may(actor, permission)) };
  });
  return { name: client.name ?? NAMELESS, returnsTo: placeOf(returnsTo), asks, workspaces };
}

/** Allowed or refused, by the person whose headers these are. */
export async function answerToolRequest(
  platform: Platform,
  me: Me,
  headers: { cookie?: string | undefined; host?: string | undefined },
  input: AnswerToolRequest,
): Promise<ToolRequestAnswer> {
  const { query, allow } = input;
  const asked = new URLSearchParams(query);
  const workspace = allow && me.workspaces.find(({ id }) => id === allow.workspaceId);
  if (allow && !workspace) throw new AppError("not_found", "You are not a member of this workspace. Choose another one.");
  const scope = [...(allow?.permissions ?? []), ...(asked.get("scope")?.split(" ").includes("offline_access") ? ["offline_access"] : [])];
  const actor = workspace && { kind: "person" as const, id: workspace.memberId, can: PERMISSIONS[workspace.role] };
  const beyond = allow?.permissions.filter((each) => actor && !may(actor, each)) ?? [];
  if (beyond.length > 0)
    throw new AppError("forbidden", `A tool may do no more than you, who may not: ${beyond.join(", ")}. Leave these out.`);
  const sent = new Headers({ cookie: headers.cookie ?? "", host: headers.host ?? "localhost", accept: "application/json" });
  const answer = await answerAs(workspace?.memberId ?? "none", () =>
    authOf(platform).api.oauth2Consent({
      asResponse: false,
      headers: sent,
      request: new Request(`http://${headers.host ?? "localhost"}/api/auth/oauth2/consent`, { method: "POST", headers: sent }),
      body: { accept: allow !== undefined, oauth_query: query, ...(allow ? { scope: scope.join(" ") } : {}) },
    }),
  ).catch((error: unknown) => {
    if (isAPIError(error) && error.statusCode < 500) throw new AppError("bad_request", GONE, { cause: error });
    throw error;
  });
  if (workspace) await tellConnected(platform, workspace.id, workspace.memberId, asked.get("client_id") ?? "");
  return { url: answer.url };
}

/** Everybody's in the workspace for those who manage its members; else one's own. The newest first. */
export async function listConnectedTools(
  ctx: Context,
  input: { cursor?: string | undefined; limit: number },
): Promise<Page<ConnectedTool>> {
  const manages = may(ctx.actor, "identity:write");
  if (!manages) requirePermission(ctx, "identity:keys");
  const rows = await selectTools(ctx)
    .where(
      and(
        eq(members.workspaceId, ctx.workspaceId),
        isNull(members.removedAt),
        manages ? undefined : eq(members.id, ctx.actor.id),
        input.cursor === undefined ? undefined : lt(oauthConsents.id, input.cursor),
      ),
    )
    .orderBy(desc(oauthConsents.id))
    .limit(input.limit + 1);
  return toPage(rows.map(toTool), input.limit, ({ id }) => id);
}

/** Its tokens end with it, at once. */
export async function disconnectTool(ctx: Context, input: DisconnectTool): Promise<ConnectedTool> {
  const manages = may(ctx.actor, "identity:write");
  return write(ctx, manages ? "identity:write" : "identity:keys", async (tx) => {
    const own = manages ? undefined : eq(members.id, tx.actor.id);
    const [row] = await selectTools(tx).where(and(eq(oauthConsents.id, input.toolId), eq(members.workspaceId, tx.workspaceId), own));
    if (!row) throw new AppError("not_found", "This tool is not connected. Reload the list.");
    const { clientId, tool } = row;
    for (const tokens of [oauthAccessTokens, oauthRefreshTokens])
      await tx.db.delete(tokens).where(and(eq(tokens.clientId, clientId), eq(tokens.referenceId, tool.memberId)));
    await tx.db.delete(oauthConsents).where(eq(oauthConsents.id, tool.id));
    await emit(tx, ConnectedToolEvents.ToolDisconnected, toTool(row), { memberId: tool.memberId });
    tx.afterCommit(() => forgetPerson(tx.platform, tool.memberId));
    return toTool(row);
  });
}

/** Called by the door after everything that may have ended tokens of a tool. */
export async function forgetTool(platform: Platform, clientId: string): Promise<void> {
  const ofTool = eq(oauthConsents.clientId, clientId);
  const rows = await platform.database.unbound().select({ memberId: oauthConsents.referenceId }).from(oauthConsents).where(ofTool);
  for (const { memberId } of rows) if (memberId !== null) forgetPerson(platform, memberId);
}

async function tellConnected(platform: Platform, workspaceId: string, memberId: string, clientId: string): Promise<void> {
  await write(systemContext(platform, workspaceId), "identity:keys", async (tx) => {
    const [row] = await selectTools(tx).where(and(eq(oauthConsents.clientId, clientId), eq(members.id, memberId)));
    if (row) await emit(tx, ConnectedToolEvents.ToolConnected, toTool(row), { memberId });
    tx.afterCommit(() => forgetPerson(platform, memberId));
  });
}

export const selectTools = (ctx: Pick<Context, "db">) =>
  ctx.db
    .select({
      tool: { id: oauthConsents.id, memberId: members.id, connectedAt: oauthConsents.updatedAt, permissions: oauthConsents.scopes },
      name: oauthClients.name,
      clientId: oauthConsents.clientId,
    })
    .from(oauthConsents)
    .innerJoin(members, eq(members.id, oauthConsents.referenceId))
    .innerJoin(oauthClients, eq(oauthClients.clientId, oauthConsents.clientId));

interface ToolRow {
  tool: Omit<ConnectedTool, "name">;
  name: string | null;
}
export function toTool({ tool, name }: ToolRow): ConnectedTool {
  return { ...tool, name: name ?? NAMELESS, permissions: tool.permissions.filter((each) => each !== "offline_access") };
}

/** Where the browser is led back to: a host, this machine, or the scheme of an app. */
function placeOf(address: string): string {
  const { protocol, hostname, host } = new URL(address);
  if (protocol === "http:" && isThisMachine(hostname)) return "a program on your own machine";
  return protocol === "https:" ? host : `the app ${protocol}`;
}

function permissionsIn(query: URLSearchParams): ToolRequest["asks"] {
  const asked = new Set(query.get("scope")?.split(" "));
  return KeyPermission.options.filter((permission) => asked.has(permission));
}
