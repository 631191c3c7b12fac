import { BlockList, isIP } from "node:net";
import { and, eq, isNull } from "drizzle-orm";
import { members } from "../identity/tables.ts";
import { driverSlot, systemContext, type Context, type Platform } from "../platform/index.ts";
import type { ProviderAccount } from "./model-driver.ts";
import { known } from "./known.ts";
import { openAccount } from "./provider-keys.ts";
import { providerKeys } from "./tables.ts";

/** A provider's account that a call may use, its key open. */
export interface UsableAccount {
  /** What usage rows name it by. */
  id: string;
  account: ProviderAccount;
  /** The workspace's or a person's own key: metered and budgeted, not charged to credit. */
  ownKey: boolean;
  /** A server of one's own, on this machine or network: its models cost nothing unless a price is set. What stands there before a vendor is none. */
  local: boolean;
  /** What the provider said the account has, when it was last asked; empty where it was not. */
  models: readonly string[];
}

/** A dated release of a model: "claude-haiku-4-5-20251001" answers to "claude-haiku-4-5". */
const RELEASE = /-(?:\d{3,}|\d{4}-\d{2}-\d{2}|latest)$/;

/** The model without its release. */
export const withoutRelease = (model: string): string => model.replace(RELEASE, "");

/** Whether the account has the model, as far as its provider has told. */
export function hasModel({ models }: UsableAccount, model: string): boolean {
  return models.length === 0 || models.some((each) => each === model || (each.startsWith(model) && withoutRelease(each) === model));
}

/** From the operator's environment, for all workspaces. */
export const operatorAccounts = driverSlot<readonly UsableAccount[]>("provider accounts of the operator");

/** What routes name an account by: the vendor, or the name that somebody gave a compatible provider. */
export function providerOf({ account }: UsableAccount): string {
  return account.kind === "compatible" ? account.name : account.kind;
}

/**
 * Accounts for this call, by provider: of each provider the person's own, else the workspace's, else the operator's; several share its load.
 * Without `onBehalfOf` it is for the actor, if that is a person.
 */
export async function accountsByProvider(ctx: Context, onBehalfOf?: string): Promise<AccountsByProvider> {
  const { platform, workspaceId, actor } = ctx;
  const memberId = onBehalfOf ?? (actor.kind === "person" ? actor.id : undefined);
  const kept = await known(platform, `accounts/${workspaceId}`, workspaceId, () => readAccounts(platform, workspaceId));
  return rankedFor(kept, platform.drivers.find(operatorAccounts) ?? NONE, memberId);
}

/** The same without their order by provider. */
export async function usableAccounts(ctx: Context, onBehalfOf?: string): Promise<readonly UsableAccount[]> {
  return [...(await accountsByProvider(ctx, onBehalfOf)).values()].flat();
}

export type AccountsByProvider = ReadonlyMap<string, readonly UsableAccount[]>;

interface Kept {
  memberId: string | null;
  usable: UsableAccount;
}

const NONE: readonly UsableAccount[] = [];
/** Worked out once for those who have no keys of their own, while nothing changes: it is asked for several times a call. */
const forAll = new WeakMap<readonly Kept[], { operator: readonly UsableAccount[]; ranked: AccountsByProvider }>();

function rankedFor(kept: readonly Kept[], operator: readonly UsableAccount[], memberId: string | undefined): AccountsByProvider {
  const own = kept.filter((each) => each.memberId !== null && each.memberId === memberId);
  const before = own.length === 0 ? forAll.get(kept) : undefined;
  if (before?.operator === operator) return before.ranked;
  const ofWorkspace = kept.filter((each) => each.memberId === null);
  const ranked = new Map<string, readonly UsableAccount[]>();
  for (const accounts of [own.map(({ usable }) => usable), ofWorkspace.map(({ usable }) => usable), operator])
    for (const [provider, list] of Map.groupBy(accounts, providerOf)) if (!ranked.has(provider)) ranked.set(provider, list);
  if (own.length === 0) forAll.set(kept, { operator, ranked });
  return ranked;
}

/** Of everybody who is still in the workspace. */
async function readAccounts(platform: Platform, workspaceId: string): Promise<readonly Kept[]> {
  const system = systemContext(platform, workspaceId);
  const rows = await system.db
    .select({ key: providerKeys, leftAt: members.removedAt })
    .from(providerKeys)
    .leftJoin(members, eq(members.id, providerKeys.memberId))
    .where(and(eq(providerKeys.workspaceId, workspaceId), isNull(providerKeys.revokedAt)));
  return rows
    .filter(({ leftAt }) => leftAt === null)
    .map(({ key }) => ({
      memberId: key.memberId,
      usable: {
        id: key.id,
        account: openAccount(system, key),
        ownKey: true,
        local: key.kind === "compatible" && isLocal(key.baseUrl),
        models: key.models,
      },
    }));
}

const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  PRIVATE.addSubnet(net, bits, "ipv6");
const PRIVATE_NAME = /^[^.]+$|\.(?:local|internal|localhost)$/;

/** Whether the address is of this machine or a network behind it, as it is written; whether it may be dialled is not decided here. */
export function isLocal(baseUrl: string | null | undefined): boolean {
  const url = baseUrl ? URL.parse(baseUrl) : null;
  if (!url) return false;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const version = isIP(host);
  return version === 0 ? PRIVATE_NAME.test(host) : PRIVATE.check(host, version === 6 ? "ipv6" : "ipv4");
}
