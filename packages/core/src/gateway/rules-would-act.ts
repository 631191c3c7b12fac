import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { modelDriver } from "../keys/index.ts";
import type { Context } from "../platform/index.ts";
import { requireCall } from "./open-call.ts";
import { modelProvider } from "./provider.ts";

/** Whether the offline rules find a tool for these words; where they find none, all that comes of them is talk. Nothing is called or booked. */
export async function rulesWouldAct(
  ctx: Context,
  asked: { instructions: string; text: string; tools: NonNullable<LanguageModelV4CallOptions["tools"]> },
): Promise<boolean> {
  requireCall(ctx);
  const { instructions, text, tools } = asked;
  const { name, model } = ctx.platform.drivers.get(modelProvider);
  const rules = ctx.platform.drivers.find(modelDriver)?.languageModel({ kind: "offline", name }, model);
  if (!rules || tools.length === 0) return false;
  const { content } = await rules.doGenerate({
    prompt: [
      { role: "system", content: instructions },
      { role: "user", content: [{ type: "text", text }] },
    ],
    tools,
    toolChoice: { type: "auto" },
    providerOptions: { offline: { request: text } },
  });
  return content.some(({ type }) => type === "tool-call");
}
