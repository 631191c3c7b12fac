import { modelDriver, modelProvider, operatorAccounts, type ProviderKind, type UsableAccount } from "@openvibe/core/gateway";
import { createVirtualKey } from "@openvibe/core/keys";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { openServer, type OpenServer, type Person } from "./open-server.ts";

export interface ModelsDoorWorld {
  server: OpenServer;
  /** Plays the vendors behind the gateway. */
  models: ModelServer;
  ada: Person;
  /** A model key of Ada's workspace, and its id. */
  key: string;
  keyId: string;
  close(): Promise<void>;
}

/** The doors with an operator's accounts at a server of ours that speaks as the vendors do. */
export async function openModelsDoorWorld(
  kinds: readonly Extract<ProviderKind, "openai" | "anthropic" | "google">[],
): Promise<ModelsDoorWorld> {
  const driver = createModelDriver({ reach: "machine" });
  const [server, models] = await Promise.all([openServer(), startModelServer()]);
  const accounts = kinds.map((kind): UsableAccount => ({
    id: `operator-${kind}`,
    account: { kind, name: kind, baseUrl: models.baseUrl(kind), key: "right-key" },
    ownKey: false,
    local: false,
    models: [],
  }));
  server.world.drivers.put(modelDriver, driver).put(modelProvider, offlineModel()).put(operatorAccounts, accounts);
  const ada = await server.person("Ada");
  const { key, virtualKey } = await createVirtualKey(ada.ctx, { name: "The shop" });
  return {
    server,
    models,
    ada,
    key,
    keyId: virtualKey.id,
    async close() {
      await server.close();
      await driver.close();
      await models.close();
    },
  };
}
