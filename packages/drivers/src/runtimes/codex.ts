import type { AgentEvent, CommandLineAgent } from "@openvibe/core/coding";
import { readJson } from "@openvibe/core/platform";
import { z } from "zod";
import { installedProgram } from "./installed-program.ts";

const Item = z.discriminatedUnion("type", [
  z.object({ type: z.literal("agent_message"), text: z.string() }),
  z.object({
    type: z.literal("command_execution"),
    command: z.string(),
    aggregated_output: z.string().default(""),
    exit_code: z.number().nullish(),
  }),
  z.object({ type: z.literal("file_change"), changes: z.array(z.object({ path: z.string(), kind: z.string() })) }),
]);
const Line = z.discriminatedUnion("type", [
  z.object({ type: z.literal("item.started"), item: Item }),
  z.object({ type: z.literal("item.completed"), item: Item }),
  z.object({ type: z.literal("turn.completed") }),
  z.object({ type: z.literal("turn.failed"), error: z.object({ message: z.string() }) }),
]);

const KEY = "OPENVIBE_MODEL_KEY";

/** OpenAI's Codex, as `codex exec --json`; `program` is its native binary. */
export function codex(program: string): CommandLineAgent {
  const { mount, path } = installedProgram(program);
  return {
    name: "codex",
    title: "Codex",
    start: ({ modelsUrl, key, home }) => ({
      // NOTE: it would make a sandbox of its own; it is in one already, which lets it make no other.
      argv: [
        path,
        "exec",
        "--json",
        "--skip-git-repo-check",
        "--ephemeral",
        "--dangerously-bypass-approvals-and-sandbox",
        "-m",
        "auto",
        "-",
      ],
      env: { CODEX_HOME: `${home}/.codex`, [KEY]: key },
      mounts: [mount],
      settings: { ".codex/config.toml": settingsOf(modelsUrl) },
    }),
    read(line) {
      const said = Line.safeParse(readJson(line)).data;
      if (!said) return [];
      if (said.type === "turn.completed") return [{ type: "ended", fault: undefined }];
      if (said.type === "turn.failed") return [{ type: "ended", fault: said.error.message }];
      return eventsOf(said.item, said.type === "item.completed");
    },
  };
}

function settingsOf(modelsUrl: string): string {
  return [
    'model_provider = "openvibe"',
    'web_search = "disabled"',
    "check_for_update_on_startup = false",
    "[analytics]",
    "enabled = false",
    "[model_providers.openvibe]",
    'name = "OpenVibe"',
    `base_url = "${modelsUrl}/v1"`,
    `env_key = "${KEY}"`,
    'wire_api = "responses"',
    "",
  ].join("\n");
}

function eventsOf(item: z.infer<typeof Item>, isDone: boolean): AgentEvent[] {
  if (item.type === "agent_message") return isDone ? [{ type: "said", text: item.text }] : [];
  if (item.type === "file_change") {
    const detail = item.changes.map(({ path, kind }) => `${kind} ${path}`).join("\n");
    return isDone ? [{ type: "did", tool: "edit files", detail, failed: false }] : [{ type: "doing", what: "editing files" }];
  }
  if (!isDone) return [{ type: "doing", what: "running a command" }];
  const detail = `${item.command}\n${item.aggregated_output}`;
  return [{ type: "did", tool: "run a command", detail, failed: item.exit_code !== 0 }];
}
