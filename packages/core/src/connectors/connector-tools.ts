import { z } from "zod";
import { AppError, defineTool, may, type Context, type Tool } from "../platform/index.ts";
import { askServer } from "./ask-server.ts";
import { operatorPrograms, type OfferedTool } from "./driver.ts";
import { givenTools, serversOf, type GivenTool } from "./given.ts";
import { clientOf, fetchServer, isConfirmed, printOf, type ServerRow } from "./internal.ts";

const LIMIT_MS = 60_000;
const LONGEST_WORDS = 1_000;

/**
 * The tools of the servers that admins added, as the product takes them: outside, unless an admin confirmed that one only reads. All that an agent
 * is given, or those of these names.
 */
export async function connectorTools(ctx: Context, wanted: readonly string[] | null = null): Promise<Tool[]> {
  if (!may(ctx.actor, "connectors:use")) return [];
  return givenTools(ctx, await serversOf(ctx), wanted).map((given) => toTool(ctx, given));
}

/** Which server at which address, or which program of the operator's, and which of its tools. */
function behindOf({ platform }: Context, { id, name, url }: ServerRow, offered: OfferedTool): string {
  const program = url === null ? platform.drivers.find(operatorPrograms)?.[name] : undefined;
  return [id, url ?? JSON.stringify([program?.command, program?.args]), printOf(offered)].join(" ");
}

/** What was confirmed or allowed is what an admin has read; a server that says something else by now is not asked. */
function requireSame(read: OfferedTool, now: OfferedTool | undefined): void {
  if (now && printOf(now) === printOf(read)) return;
  const what = now ? `says something else of "${read.name}" than when an admin read its tools` : `has no tool "${read.name}" any more`;
  throw new AppError("conflict", `The server ${what}. An admin can read them again in the settings under Tools.`);
}

/** Each value as it is sent, named as the tool names it. */
function givenWords(input: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(input).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return parts.length === 0 ? "" : `, with ${parts.join(", ")}`;
}

function toTool(ctx: Context, { row, offered, name }: GivenTool): Tool {
  const isRead = isConfirmed(row, offered);
  return defineTool({
    name,
    title: `${offered.title} (${row.name})`.slice(0, 80),
    // NOTE: a server's own words about its tool are read by models before anything is decided: they stand as a quotation.
    description: `A tool of the server "${row.name}", which says of it: ${JSON.stringify(offered.description.slice(0, LONGEST_WORDS))}`,
    input: z.record(z.string(), z.unknown()),
    inputSchema: offered.inputSchema,
    permission: "connectors:use",
    effect: isRead ? "read" : "outside",
    outward: true,
    taints: true,
    since: offered.since === undefined ? row.createdAt : new Date(offered.since),
    behind: behindOf(ctx, row, offered),
    says: (input) =>
      `Uses “${offered.title}” of the tool server “${row.name}” (${row.url ?? "a program of the operator"})${givenWords(input)}`,
    async run(hands, input, { signal }) {
      const server = await fetchServer(hands, row.id);
      const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
      const check = (now: OfferedTool | undefined) => requireSame(offered, now);
      const { text, isError } = await askServer(hands, server, (target) => clientOf(hands).call(target, offered.name, input, check, limit));
      if (isError) throw new AppError("bad_request", `The server answered: ${text.slice(0, 2_000)}`);
      return text;
    },
  });
}
