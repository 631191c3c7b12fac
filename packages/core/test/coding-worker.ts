import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { hasEnded, processIdentity, reachableCopy } from "@openvibe/drivers/machine";
import { offlineModel } from "@openvibe/drivers/models";
import { createBubblewrapSandbox } from "@openvibe/drivers/sandbox";
import { answerTask } from "../src/agents/index.ts";
import { sandboxedRuntime } from "../src/coding/index.ts";
import { modelProvider, operatorAccounts } from "../src/gateway/index.ts";
import { places } from "../src/hosting/index.ts";
import { createLogger, SYSTEM } from "../src/platform/index.ts";
import { startWorker } from "../src/runs/index.ts";
import { modelsSocket, sandboxDriver } from "../src/sandbox/index.ts";
import { installedRuntimes } from "../src/turns/index.ts";
import { hangingAgent } from "./hanging-agent.ts";
import { openPlatform } from "./process-platform.ts";

/** A worker whose agents work by a coding agent in the real sandbox, to be killed while it runs. Arguments: the database's address, a folder of its own. */
const [url = "", folder = ""] = process.argv.slice(2);
const log = createLogger({ level: "fatal" });
const platform = openPlatform({ url, maxConnections: 4, log });
const kit = join(folder, "kit");
await Promise.all(["node_modules", "tools"].map((name) => mkdir(join(kit, name), { recursive: true })));
const door = join(folder, "models.sock");
createServer().listen(door);
platform.drivers
  .put(sandboxDriver, createBubblewrapSandbox({ nodePath: await reachableCopy(process.execPath, join(folder, "runtime"), "node") }))
  .put(modelsSocket, door)
  .put(modelProvider, offlineModel())
  .put(operatorAccounts, [
    { id: "operator", account: { kind: "anthropic", name: "anthropic", key: "key" }, ownKey: false, local: false, models: [] },
  ])
  .put(places, {
    appsDirectory: join(folder, "apps"),
    kitDirectory: () => Promise.resolve(kit),
    urlOf: (slug) => `http://${slug}.localhost`,
    platformOrigin: () => "http://localhost",
  })
  .put(installedRuntimes, [sandboxedRuntime(hangingAgent(folder, (what) => void process.stdout.write(`${what}\n`)))]);
startWorker(platform, {
  tasks: [answerTask],
  process: { id: await processIdentity(), isGone: hasEnded },
  leaseMs: 60_000,
  actorFor: () => SYSTEM,
});
await platform.wakeups.connect(platform.database, log);
process.stdout.write("ready\n");
