/** Started by benchmarks/gateway.ts: database, doors and gateway in a process of their own, with a key, a price and a budget, as in earnest. */
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { getUsage, setBudget } from "@openvibe/core/billing";
import { gatewayLimits, modelDriver, modelProvider, operatorAccounts, settleAll } from "@openvibe/core/gateway";
import { contextFor, createWorkspace, resolveSession, signUp } from "@openvibe/core/identity";
import { createVirtualKey } from "@openvibe/core/keys";
import { setModel } from "@openvibe/core/models";
import { setSetting } from "@openvibe/core/settings";
import { createModelDriver, offlineModel } from "@openvibe/drivers/models";
import { openDoors } from "../apps/server/src/doors/server.ts";
import { startBarePlatform } from "./bare-platform.ts";

const [stub = ""] = process.argv.slice(2);
const { platform, drivers, close } = await startBarePlatform(12);
const account = { baseUrl: `${stub}/v1`, key: "a-key-of-the-stub" };
const accounts = [
  { ...account, kind: "compatible" as const, name: "stub" },
  { ...account, kind: "anthropic" as const, name: "anthropic" },
].map((each) => ({ id: each.name, account: each, ownKey: false, local: true, models: ["stub"] }));
drivers
  .put(modelDriver, createModelDriver({ reach: "machine" }))
  .put(modelProvider, offlineModel())
  .put(gatewayLimits, { maxInFlight: 4_096 })
  .put(operatorAccounts, accounts);
const { person, cookie } = await signUp(platform, { name: "Ada", email: "ada@example.org", password: "correct horse battery" });
await createWorkspace(platform, person, { name: "Measured" });
const me = await resolveSession(platform, { cookie });
if (!me) throw new Error("not signed in");
const ctx = contextFor(platform, me, undefined);
const abilities = { tools: true, vision: false, structured: false, promptCache: false, sampling: true };
const limits = { kind: "language" as const, contextTokens: 100_000, maxOutputTokens: 4_096 };
for (const { id: provider } of accounts)
  await setModel(ctx, { provider, id: "stub", ...limits, abilities, inputMicros: 1_000_000, outputMicros: 2_000_000 });
await setBudget(ctx, { scope: "workspace", period: "month", limitMicros: 1_000_000_000_000 });
await setSetting(ctx, { layer: "workspace", key: "models.requestsPerMinute", value: 100_000 });
await setSetting(ctx, { layer: "workspace", key: "models.tokensPerMinute", value: 1_000_000_000 });
const keys = await Promise.all(Array.from({ length: 20 }, (_, at) => createVirtualKey(ctx, { name: `Load ${at}` })));

let origin = "http://localhost";
const doors = openDoors({ platform, origin: () => origin, appOrigins: () => origin, operatorToken: randomBytes(24).toString("base64url") });
await doors.app.listen({ host: "127.0.0.1", port: 0 });
origin = `http://127.0.0.1:${(doors.app.server.address() as AddressInfo).port}`;
const before = process.cpuUsage();
process.send?.({ origin, keys: keys.map(({ key }) => key) });

process.on("message", (question) => {
  if (question !== "books") return;
  void (async () => {
    await settleAll(platform);
    const { total } = await getUsage(ctx, { by: "model" });
    const { user, system } = process.cpuUsage(before);
    process.send?.({ ...total, cpuMs: (user + system) / 1_000, rssMegabytes: Math.round(process.memoryUsage.rss() / 1e6) });
  })();
});
process.once("disconnect", () => {
  void (async () => {
    await doors.close();
    await close();
    process.exit(0);
  })();
});
