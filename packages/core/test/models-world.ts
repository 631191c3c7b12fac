import type { LanguageModelV4CallOptions, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { startModelServer, type ModelServer } from "@openvibe/drivers/models/testing";
import { asc } from "drizzle-orm";
import { makeWorld, type World } from "./world.ts";
import { usageRecords } from "../src/billing/tables.ts";
import type { Context } from "../src/platform/index.ts";
import { modelDriver, modelProvider, operatorAccounts, type UsableAccount } from "../src/gateway/index.ts";

export interface ModelsWorld {
  world: World;
  server: ModelServer;
  /** Sets the accounts that calls may use. */
  use(...accounts: UsableAccount[]): void;
  account(kind: "anthropic" | "openai" | "google" | "compatible", id?: string): UsableAccount;
  /** The calls that were kept, the oldest first. */
  rows(ctx?: Context): Promise<(typeof usageRecords.$inferSelect)[]>;
  close(): Promise<void>;
}

/** A world whose providers are the local server that speaks as they do. */
export async function makeModelsWorld(): Promise<ModelsWorld> {
  const [world, server] = await Promise.all([makeWorld(), startModelServer()]);
  const driver = createModelDriver({ reach: "machine" });
  world.drivers.put(modelDriver, driver).put(modelProvider, offlineModel()).put(operatorAccounts, []);
  return {
    world,
    server,
    use: (...accounts) => void world.drivers.put(operatorAccounts, accounts),
    account: (kind, id: string = kind) => ({
      id,
      account: { kind, name: kind === "compatible" ? "local" : kind, baseUrl: server.baseUrl(kind), key: `right-key-of-${id}` },
      ownKey: false,
      local: kind === "compatible",
      models: kind === "compatible" ? ["small"] : [],
    }),
    rows: async (ctx = world.owner) => ctx.db.select().from(usageRecords).orderBy(asc(usageRecords.createdAt), asc(usageRecords.id)),
    async close() {
      await driver.close();
      await server.close();
      await world.close();
    },
  };
}

export function ask(text: string, more: Partial<LanguageModelV4CallOptions> = {}): LanguageModelV4CallOptions {
  return { prompt: [{ role: "user", content: [{ type: "text", text }] }], ...more };
}

export async function read(
  stream: ReadableStream<LanguageModelV4StreamPart>,
): Promise<{ text: string; parts: LanguageModelV4StreamPart[] }> {
  const parts = await Array.fromAsync(stream);
  return { text: parts.map((part) => (part.type === "text-delta" ? part.delta : "")).join(""), parts };
}
