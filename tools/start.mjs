// What `npm start` runs, with any Node from 20 on: installs what is missing, builds the web app once, starts the server.
import { join } from "node:path";
import { ENGINE_FLAGS } from "./engine.mjs";
import { ensureBubblewrap, ensureDependencies, findNode, root, runToEnd, startChild } from "./machine.mjs";

const options = process.argv.slice(2);
await ensureDependencies();
ensureBubblewrap();
const node = findNode();
if (!options.includes("--dev")) await runToEnd(node, [join(root, "tools/build-web.mjs")]);
const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: "1",
  NODE_ENV: options.includes("--dev") ? "development" : "production",
};
startChild(
  node,
  [...ENGINE_FLAGS, "--import", join(root, "tools/quick-imports.ts"), join(root, "apps/server/src/main.ts"), ...options],
  environment,
);
