import { readFileSync } from "node:fs";
import { AppError, messageOf } from "@openvibe/core/platform";
import { z } from "zod";

/** What a JSON file of the operator holds; `variable` names it, and is named when something is wrong in it. */
export function readOperatorFile<Schema extends z.ZodType>(variable: string, path: string, schema: Schema): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? cause.issues.map(wrongAt).join("; ") : messageOf(cause);
    throw new AppError("bad_request", `${variable} cannot be read: ${path}: ${why.replaceAll(/\s+/g, " ").slice(0, 500)}`, { cause });
  }
}

const wrongAt = ({ path, message }: z.core.$ZodIssue) => `${path.join(".") || "the file"}: ${message}`;
