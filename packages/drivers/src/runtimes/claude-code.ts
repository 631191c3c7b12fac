import type { AgentEvent, CommandLineAgent } from "@openvibe/core/coding";
import { readJson } from "@openvibe/core/platform";
import { z } from "zod";
import { installedProgram } from "./installed-program.ts";

const Part = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("tool_use"), name: z.string() }),
  z.object({ type: z.literal("tool_result"), content: z.unknown(), is_error: z.boolean().nullish() }),
]);
/** A part that it does not know is passed over, whatever else stands beside it. */
const Parts = z.union([z.string().transform(() => []), z.array(Part.or(z.unknown().transform(() => undefined)))]);
const Line = z.discriminatedUnion("type", [
  z.object({ type: z.literal("assistant"), message: z.object({ content: Parts }) }),
  z.object({ type: z.literal("user"), message: z.object({ content: Parts }) }),
  z.object({ type: z.literal("result"), is_error: z.boolean(), result: z.string().optional(), subtype: z.string().optional() }),
]);

/** Those that work on files: the others cost their description with every call, and reach nothing here. */
const TOOLS = "Bash,Edit,Glob,Grep,Read,Write";

/** Anthropic's Claude Code, as `claude -p --output-format stream-json`; `program` is its native binary. */
export function claudeCode(program: string): CommandLineAgent {
  const { mount, path } = installedProgram(program);
  return {
    name: "claude-code",
    title: "Claude Code",
    start: ({ modelsUrl, key }) => ({
      // NOTE: nobody is there to be asked; what it may do is what the sandbox lets it do.
      argv: [path, "-p", "--output-format", "stream-json", "--verbose", "--permission-mode", "bypassPermissions", "--tools", TOOLS],
      env: {
        ANTHROPIC_BASE_URL: modelsUrl,
        ANTHROPIC_AUTH_TOKEN: key,
        ANTHROPIC_MODEL: "auto",
        ANTHROPIC_DEFAULT_OPUS_MODEL: "hard",
        ANTHROPIC_DEFAULT_SONNET_MODEL: "auto",
        ANTHROPIC_DEFAULT_HAIKU_MODEL: "routine",
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
      },
      mounts: [mount],
      settings: {},
    }),
    read(line) {
      const said = Line.safeParse(readJson(line)).data;
      if (!said) return [];
      if (said.type === "result") return [{ type: "ended", fault: said.is_error ? (said.result ?? said.subtype ?? "") : undefined }];
      return said.message.content.flatMap(eventsOf);
    },
  };
}

function eventsOf(part: z.infer<typeof Part> | undefined): AgentEvent[] {
  if (!part) return [];
  if (part.type === "text") return part.text.trim() === "" ? [] : [{ type: "said", text: part.text }];
  if (part.type === "tool_use") return [{ type: "doing", what: `using ${part.name}` }];
  const detail = typeof part.content === "string" ? part.content : (JSON.stringify(part.content) ?? "");
  return [{ type: "did", tool: "use a tool", detail, failed: part.is_error === true }];
}
