import { z } from "zod";
import { defineTool } from "../src/platform/index.ts";

/** What it reads, and what happens meanwhile, is up to the test. */
export const lookTool = (onLook: () => Promise<unknown>) =>
  defineTool({
    name: "look",
    title: "Look",
    description: "Looks around.",
    input: z.object({}),
    permission: "chat:read",
    effect: "read",
    says: () => "Looks",
    run: onLook,
  });

/** What goes on until it is stopped. */
export const untilLetGo = (signal?: AbortSignal) =>
  new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(new Error("let go")), { once: true }));
