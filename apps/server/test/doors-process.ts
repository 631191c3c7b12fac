import { createLogger } from "@openvibe/core/platform";
import { openPlatform } from "../../../packages/core/test/process-platform.ts";
import { openDoors } from "../src/doors/server.ts";

/** A server process for tests that kill it: the doors alone. Arguments: the database's address, the port, the key in hex. */
const [url = "", port = "0", key = ""] = process.argv.slice(2);
const log = createLogger({ level: process.env["TEST_LOG"] ?? "silent" });
const platform = openPlatform({ url, maxConnections: 6, log, key: Buffer.from(key, "hex") });
await platform.connect();
const origin = `http://127.0.0.1:${port}`;
const doors = openDoors({ platform, origin: () => origin, appOrigins: () => origin, operatorToken: key.slice(0, 32) });
await doors.app.listen({ host: "127.0.0.1", port: Number(port) });
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
