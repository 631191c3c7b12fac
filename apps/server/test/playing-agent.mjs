// A small coding agent for the command line, for tests: it speaks the wire that it is told, asks the models' door, and does what the model says.
import { connect } from "node:net";
import { mkdirSync, openSync, unlinkSync, writeSync } from "node:fs";
import { readFile, writeFile, readdir, unlink } from "node:fs/promises";
import { text } from "node:stream/consumers";

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const brief = await text(process.stdin);

async function ask(messages) {
  const answer = await fetch(`${process.env.MODELS_URL}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": process.env.MODELS_KEY, "content-type": "application/json" },
    body: JSON.stringify({ model: "auto", max_tokens: 1_000, messages, tools: [TOOL] }),
  });
  const body = await answer.json();
  if (answer.status !== 200) throw new Error(body.error?.message ?? `status ${answer.status}`);
  return body;
}

const TOOL = { name: "act", description: "Does one thing.", input_schema: { type: "object", properties: { act: { type: "string" } } } };

const reached = (host, port) =>
  new Promise((resolve) => {
    const line = connect({ host, port, timeout: 2_000 });
    line
      .once("connect", () => resolve(true))
      .once("error", () => resolve(false))
      .once("timeout", () => resolve(false));
  });

const ACTS = {
  write: ({ path, content }) =>
    writeFile(path, content).then(
      () => `wrote ${path}`,
      ({ code }) => code,
    ),
  tell: async ({ path }) => `${(await readFile(path)).length} bytes`,
  remove: async ({ path }) => (await unlink(path), `removed ${path}`),
  list: async () => (await readdir(".")).join(" "),
  look: ({ path }) =>
    readFile(path, "utf8").then(
      (found) => `read ${found.slice(0, 20)}`,
      () => "nothing there",
    ),
  reach: async ({ host, port }) => ((await reached(host, port)) ? "reached" : "no way"),
  die: () => process.kill(process.pid, "SIGKILL"),
  // Deeper than a path can tell.
  dig: () => {
    const [home, name] = [process.cwd(), "d".repeat(200)];
    for (let depth = 0; depth < 30; depth += 1) {
      mkdirSync(name);
      process.chdir(name);
    }
    process.chdir(home);
    return "dug";
  },
  // Files that have no name any more.
  hoard: () => {
    const megabyte = Buffer.alloc(1024 * 1024, 1);
    for (let file = 0; file < 5; file += 1) {
      const held = openSync("hoarded", "w");
      unlinkSync("hoarded");
      for (let size = 0; size < 60; size += 1) writeSync(held, megabyte);
    }
    return ACTS.hang();
  },
  hang: () => new Promise(() => setInterval(() => undefined, 1_000)),
  flood: () => new Promise(() => setInterval(() => process.stdout.write(`${"x".repeat(1_000_000)}\n`), 0)),
};

try {
  const messages = [{ role: "user", content: brief }];
  for (let round = 0; round < 8; round += 1) {
    const { content } = await ask(messages);
    messages.push({ role: "assistant", content });
    const results = [];
    for (const part of content) {
      if (part.type === "text") say({ type: "said", text: part.text });
      if (part.type !== "tool_use") continue;
      say({ type: "doing", what: part.input.act });
      const told = await ACTS[part.input.act](part.input);
      say({ type: "did", tool: part.input.act, detail: told, failed: false });
      results.push({ type: "tool_result", tool_use_id: part.id, content: told });
    }
    if (results.length === 0) break;
    messages.push({ role: "user", content: results });
  }
  say({ type: "ended" });
} catch (error) {
  say({ type: "ended", fault: String(error.message ?? error) });
}
