import { operatorPrograms, pageReader, toolServerClient, toolSignIns } from "@openvibe/core/connectors";
import type { DriverBoard } from "@openvibe/core/platform";
import { createPageReader, createToolServerClient } from "@openvibe/drivers/outside";
import { z } from "zod";
import { readOperatorFile } from "./operator-file.ts";

const Programs = z.record(
  z.string().regex(/^[a-z][a-z0-9]{1,19}$/, "A name has 2 to 20 small letters and digits"),
  z.object({
    command: z.string().min(1),
    args: z.array(z.string()).default([]),
    env: z.record(z.string(), z.string()).default({}),
  }),
);

/** What agents reach outside; with `path`, a file of programs that the operator lets them use: `{"name": {"command", "args", "env"}}`. */
export function startOutside(drivers: DriverBoard, options: { path: string | undefined; onlyHere: boolean }): { close(): Promise<void> } {
  const reach = { allowLoopback: options.onlyHere };
  const pages = createPageReader(reach);
  const client = createToolServerClient(reach);
  drivers.put(pageReader, pages).put(toolServerClient, client).put(toolSignIns, client).put(operatorPrograms, programsIn(options.path));
  return {
    async close() {
      await pages.close();
      await client.close();
    },
  };
}

function programsIn(path: string | undefined) {
  if (path === undefined) return {};
  const programs = readOperatorFile("TOOL_PROGRAMS", path, Programs);
  return Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, { kind: "program" as const, ...program }]));
}
