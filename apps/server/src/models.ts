import { statSync } from "node:fs";
import { MICROS_PER_DOLLAR, operatorLimit } from "@openvibe/core/billing";
import { isLocal, modelDriver, operatorAccounts, type UsableAccount } from "@openvibe/core/keys";
import { ModelTableFile, modelTable } from "@openvibe/core/models";
import { AppError, messageOf, type DriverBoard, type Logger } from "@openvibe/core/platform";
import { createModelDriver } from "@openvibe/drivers/models";
import type { Settings } from "./config.ts";
import { readOperatorFile } from "./operator-file.ts";

const AGAIN_MS = 60_000;

/** The operator's own models and prices, from the file that MODEL_TABLE names. */
function readModelTable(path: string): ModelTableFile & { source: string; asOf: string } {
  const { models } = readOperatorFile("MODEL_TABLE", path, ModelTableFile);
  return { models, source: "this server's operator", asOf: statSync(path).mtime.toISOString().slice(0, 10) };
}

const TEST_MS = 20_000;

/** Accounts that the operator's environment names, for all workspaces; their calls are charged to credit. */
export function accountsOf(settings: Settings): UsableAccount[] {
  const { anthropicApiKey, openaiApiKey, googleApiKey, modelBaseUrl, modelApiKey } = settings;
  const vendors = [
    ["anthropic", anthropicApiKey],
    ["openai", openaiApiKey],
    ["google", googleApiKey],
  ] as const;
  const accounts = vendors.flatMap(([kind, key]): UsableAccount[] =>
    key === undefined ? [] : [{ id: `operator-${kind}`, account: { kind, name: kind, key }, ownKey: false, local: false, models: [] }],
  );
  if (modelBaseUrl === undefined) return accounts;
  const account = { kind: "compatible" as const, name: "compatible", baseUrl: modelBaseUrl, ...(modelApiKey ? { key: modelApiKey } : {}) };
  return [...accounts, { id: "operator-compatible", account, ownKey: false, local: isLocal(modelBaseUrl), models: [] }];
}

/** Speaks with providers: on the internet, and in the networks behind this machine where only this machine can ask for it or the operator says so. */
export function startModels(settings: Settings, drivers: DriverBoard, log: Logger, onlyHere: boolean): { close(): Promise<void> } {
  const reachesInside = settings.modelPrivateAddresses ?? onlyHere;
  const accounts = accountsOf(settings);
  if (!reachesInside && accounts.some(({ local }) => local))
    throw new AppError(
      "bad_request",
      "MODEL_BASE_URL is an address behind this server. Set MODEL_PRIVATE_ADDRESSES=true to allow such addresses.",
    );
  const driver = createModelDriver({ reach: reachesInside ? "network" : "public" });
  drivers.put(modelDriver, driver).put(operatorAccounts, accounts);
  if (settings.operatorCreditUsd !== undefined) drivers.put(operatorLimit, Math.round(settings.operatorCreditUsd * MICROS_PER_DOLLAR));
  if (settings.modelTable) drivers.put(modelTable, readModelTable(settings.modelTable));
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  /** A compatible server may start after this one: it is asked what it has until it says so. */
  async function learnModels(): Promise<void> {
    const found = accounts.findIndex(({ account }) => account.kind === "compatible");
    const known = accounts[found];
    if (!known) return;
    try {
      const { models } = await driver.test(known.account, AbortSignal.any([closing.signal, AbortSignal.timeout(TEST_MS)]));
      accounts[found] = { ...known, models };
    } catch (error) {
      if (closing.signal.aborted) return;
      log.warn({ fault: messageOf(error) }, "the model server of MODEL_BASE_URL does not answer yet");
      timer = setTimeout(() => void learnModels(), AGAIN_MS).unref();
    }
  }

  const learning = learnModels();
  return {
    async close() {
      closing.abort();
      clearTimeout(timer);
      await learning;
      await driver.close();
    },
  };
}
