import { randomBytes } from "node:crypto";
import { flushCompileCache } from "node:module";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { openPlatform } from "./process-platform.ts";
import { SYSTEM } from "../src/platform/index.ts";
import { defineTask, startWorker } from "../src/runs/index.ts";

/** A worker process for the crash test, to be killed at any moment. Arguments: the database's address, the lease in ms. */
const [url = "", leaseMs = "1000"] = process.argv.slice(2);
const platform = openPlatform({ url, maxConnections: 4 });

const moment = () => new Promise<void>((resolve) => setTimeout(resolve, 10 + Math.random() * 60));

const threeSteps = defineTask({
  kind: "crash-three-steps",
  input: z.object({}),
  async run(run) {
    const effect = (name: string) =>
      run.writeStep(name, "runs:write", async (tx) => {
        await tx.db.execute(sql`insert into effects (task, step) values (${run.taskId}, ${name})`);
        return name;
      });
    const first = await effect("first");
    await moment();
    const second = await run.step("second", async () => {
      await moment();
      return randomBytes(8).toString("hex");
    });
    const third = await effect("third");
    await moment();
    return { first, second, third };
  },
});

startWorker(platform, { tasks: [threeSteps], concurrency: 8, placesPerWorkspace: 8, leaseMs: Number(leaseMs), actorFor: () => SYSTEM });
await platform.wakeups.connect(platform.database, platform.log);
process.stdout.write("ready\n");
// NOTE: Node would do so at its end, which here never comes.
flushCompileCache();
