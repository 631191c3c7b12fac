import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { AppError, messageOf } from "@openvibe/core/platform";
import type { SandboxMount } from "@openvibe/core/sandbox";

const INSIDE = "/work/agent";
const ELF = "\u007fELF";

/** A program of the host as it stands inside, by itself. Throws where it is none, in words for the operator. */
export function installedProgram(program: string): { mount: SandboxMount; path: string } {
  const source = realPath(program);
  const start = Buffer.alloc(ELF.length);
  const file = openSync(source, "r");
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  if (start.toString("latin1") !== ELF)
    throw new AppError(
      "bad_request",
      `${program} is no program for Linux but a script that starts one. Give the path of the program itself.`,
    );
  return { mount: { source, target: INSIDE, mode: "ro" }, path: INSIDE };
}

function realPath(program: string): string {
  try {
    return realpathSync(program);
  } catch (cause) {
    throw new AppError("bad_request", `${program} cannot be found (${messageOf(cause)}). Give the path of an installed program.`, {
      cause,
    });
  }
}
