import { hash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { AppError, may, systemContext, takeTurn, type Platform } from "../platform/index.ts";
import { findActor } from "./agents.ts";
import { remembered } from "./session-cache.ts";
import { members, oauthAccessTokens, oauthConsents } from "./tables.ts";
import { ACCESS_TOKEN_START, MCP_RESOURCE } from "./tool-sign-in.ts";
import type { KeyHolder } from "./use-api-key.ts";

const PER_MINUTE = 1_200;

export const isToolToken = (token: string) => token.startsWith(ACCESS_TOKEN_START);

/** Whom a tool's token stands for at the door of MCP: a person in one workspace, with the rights that they, their answer and the token have all. */
export async function resolveToolToken(platform: Platform, token: string): Promise<KeyHolder | undefined> {
  if (!isToolToken(token)) return undefined;
  const stored = hash("sha256", token.slice(ACCESS_TOKEN_START.length), "base64url");
  const holder = await remembered(
    platform,
    `tool/${stored}`,
    () => readHolder(platform, stored),
    ({ actor }) => actor.id,
  );
  if (!holder || (holder.expiresAt && holder.expiresAt <= platform.clock.now())) return undefined;
  if (!takeTurn(platform, holder.keyId, PER_MINUTE))
    throw new AppError("too_many_requests", `This tool may ask ${PER_MINUTE.toLocaleString("en")} times a minute. Wait a moment.`);
  return holder;
}

async function readHolder(platform: Platform, stored: string): Promise<KeyHolder | undefined> {
  const [row] = await systemContext(platform)
    .db.select({ token: oauthAccessTokens, consent: oauthConsents, workspaceId: members.workspaceId, memberId: members.id })
    .from(oauthAccessTokens)
    .innerJoin(
      oauthConsents,
      and(
        eq(oauthConsents.clientId, oauthAccessTokens.clientId),
        eq(oauthConsents.userId, oauthAccessTokens.userId),
        eq(oauthConsents.referenceId, oauthAccessTokens.referenceId),
      ),
    )
    .innerJoin(members, and(eq(members.id, oauthAccessTokens.referenceId), eq(members.personId, oauthAccessTokens.userId)))
    .where(and(eq(oauthAccessTokens.token, stored), isNull(oauthAccessTokens.revoked), isNull(members.removedAt)));
  if (!row?.token.resources?.includes(MCP_RESOURCE)) return undefined;
  const { workspaceId, memberId, token, consent } = row;
  const member = await findActor(systemContext(platform, workspaceId), { kind: "person", id: memberId });
  if (!member) return undefined;
  const can = new Set(token.scopes.filter((each) => consent.scopes.includes(each) && may(member, each)));
  return { keyId: consent.id, workspaceId, actor: { ...member, can }, expiresAt: token.expiresAt };
}
