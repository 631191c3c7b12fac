import { and, eq, isNull, or } from "drizzle-orm";
import { noSuchKey } from "../identity/index.ts";
import { AppError, emit, may, type Context, type EventDefinition, type Tx } from "../platform/index.ts";
import { modelDriver, type FaultKind, type ProviderAccount } from "./model-driver.ts";
import { KeyEvents, vendorName, type ProviderKey } from "./model.ts";
import { providerKeys } from "./tables.ts";

const TEST_MS = 20_000;

export type StoredKey = typeof providerKeys.$inferSelect;

export const keyPlace = (id: string) => `provider_keys/${id}/key`;

export function toProviderKey({ workspaceId: _, memberId, sealedKey: __, toldAt: ___, ...shown }: StoredKey): ProviderKey {
  return { ...shown, owner: memberId === null ? "workspace" : "me" };
}

/** Those of the workspace for who manages models, and one's own. */
export function keysOf({ actor, workspaceId }: Context) {
  const own = eq(providerKeys.memberId, actor.id);
  return and(eq(providerKeys.workspaceId, workspaceId), may(actor, "keys:manage") ? or(isNull(providerKeys.memberId), own) : own);
}

export async function fetchProviderKey(ctx: Context, keyId: string, lock?: "for update"): Promise<StoredKey> {
  const found = ctx.db
    .select()
    .from(providerKeys)
    .where(and(eq(providerKeys.id, keyId), keysOf(ctx)));
  const [row] = await (lock ? found.for("update") : found);
  if (!row) throw noSuchKey();
  return row;
}

export const permissionFor = (owner: ProviderKey["owner"]) => (owner === "me" ? "keys:own" : "keys:manage");

/** One cheap call with the key, before it is kept. What the provider answers never reaches the error: it may hold the key. */
export async function tryKey({ platform }: Context, account: ProviderAccount): Promise<string[]> {
  const driver = platform.drivers.get(modelDriver);
  try {
    const { models } = await driver.test(account, AbortSignal.timeout(TEST_MS));
    return models.slice(0, 500);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { kind } = driver.faultOf(error);
    const { said, todo } = WHY[kind] ?? UNEXPECTED;
    const field = todo === undefined && account.baseUrl !== undefined ? "baseUrl" : "key";
    throw new AppError("bad_request", `${vendorName(account.name)} ${said}. ${todo ?? lookAt(account)}.`, { details: { field } });
  }
}

/** Only who gave an address can have given a wrong one. */
const lookAt = ({ baseUrl }: ProviderAccount) =>
  baseUrl === undefined ? "See that this server has a way to the internet, and try again" : "Check the address and try again";

interface Why {
  said: string;
  /** Where it is not the way there that may be wrong. */
  todo?: string;
}
const UNEXPECTED: Why = { said: "did not answer as expected" };
const WHY: Readonly<Partial<Record<FaultKind, Why>>> = {
  bad_key: { said: "does not take this key", todo: "Check that it is whole and still valid" },
  no_access: { said: "does not let this key see its models", todo: "Check there what the key may do, and whether your country is served" },
  out_of_credit: { said: "says that this account has no credit left", todo: "Top it up there first" },
  rate_limited: { said: "asks to wait before more calls", todo: "Try again in a minute" },
  overloaded: { said: "is overloaded at the moment", todo: "Try again in a minute" },
  timeout: { said: "did not answer in time" },
  unavailable: { said: "could not be reached" },
};

type KeyEvent = EventDefinition<{ keyId: string; provider: string; label: string }>;

/** To its owner, or to whoever changed the workspace's; that those changed, to everybody. */
export async function tellOfKey(tx: Tx, event: KeyEvent, { id, name, label, memberId }: StoredKey): Promise<void> {
  await emit(tx, event, { keyId: id, provider: name, label }, { memberId: memberId ?? tx.actor.id });
  if (memberId === null) await emit(tx, KeyEvents.KeysChanged, {});
}
