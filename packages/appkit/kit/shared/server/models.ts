import { request, type IncomingMessage } from "node:http";
import { text as bodyOf } from "node:stream/consumers";
import { z } from "zod";
import { AppError } from "./errors.ts";

declare module "fastify" {
  interface FastifyInstance {
    models: Models;
  }
}

/** Where models answer, and with which key; the platform gives both to apps that were granted models. */
export interface ModelsAccess {
  socket: string;
  key: string;
}

export interface ModelQuestion {
  /** What the model is and must keep to. */
  instructions: string;
  text: string;
  /** What rules on the platform make an answer of where no model is set up. */
  rules: { skill: "answer_from_records" | "summarize_record" | "draft_from_record"; input: unknown };
}

export interface ModelAnswer {
  text: string;
  /** Rules answered, without a language model. */
  offline: boolean;
}

export interface Models {
  /** Whether the app may ask at all. */
  readonly ready: boolean;
  /** Throws AppError with words for the person who waits. */
  ask(question: ModelQuestion): Promise<ModelAnswer>;
}

const ANSWER_MS = 60_000;
const MOST_BYTES = 1024 * 1024;
const MOST_TOKENS = 900;
const NOT_GRANTED = "This app may not ask a model yet. Whoever runs the workspace can switch models on, on the app's page there.";
const UNREACHABLE = "The assistant does not answer just now. Try again in a moment.";

const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  openvibe: z.object({ offline: z.boolean() }),
});
const Refusal = z.object({ error: z.object({ code: z.string().nullish() }) });

/** The platform's models in OpenAI's format; which one answers is the workspace's choice. */
export function connectModels(access: ModelsAccess | undefined): Models {
  return {
    ready: access !== undefined,
    async ask({ instructions, text, rules }) {
      if (!access) throw new AppError("unavailable", NOT_GRANTED);
      const { status, body } = await post(access, {
        model: "routine",
        messages: [
          { role: "system", content: instructions },
          { role: "user", content: text },
        ],
        max_tokens: MOST_TOKENS,
        openvibe: { rules },
      });
      if (status !== 200) throw refused(status, body);
      const answer = Completion.safeParse(body);
      const said = answer.data?.choices[0]?.message.content.trim();
      if (!answer.success || !said) throw new AppError("unavailable", UNREACHABLE);
      return { text: said, offline: answer.data.openvibe.offline };
    },
  };
}

function refused(status: number, body: unknown): AppError {
  if (status === 401) return new AppError("unavailable", NOT_GRANTED);
  if (Refusal.safeParse(body).data?.error.code === "insufficient_quota")
    return new AppError("unavailable", "The assistant has used up what it may cost for now. Whoever runs the workspace can raise that.");
  if (status === 429) return new AppError("rate_limited", "Too many people ask at this moment. Try again in a minute.");
  return new AppError("unavailable", UNREACHABLE);
}

async function post({ socket, key }: ModelsAccess, body: unknown): Promise<{ status: number; body: unknown }> {
  const deadline = AbortSignal.timeout(ANSWER_MS);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const asked = request({ socketPath: socket, path: "/v1/chat/completions", method: "POST", headers, signal: deadline });
      asked.once("response", resolve).once("error", reject).end(JSON.stringify(body));
    });
    let bytes = 0;
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) response.destroy(new Error("too long"));
    });
    const whole = await bodyOf(response);
    return { status: response.statusCode ?? 0, body: JSON.parse(whole) as unknown };
  } catch (cause) {
    throw Object.assign(new AppError("unavailable", UNREACHABLE), { cause });
  }
}
