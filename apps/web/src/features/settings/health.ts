import { z } from "zod";

const Health = z.object({
  /** Whether people may make accounts for themselves. */
  openSignUp: z.boolean().default(true),
  /** Whether nobody has an account yet. */
  isNew: z.boolean().default(false),
  sandbox: z.object({ name: z.string(), isolates: z.boolean() }).optional(),
});

export async function readHealth(): Promise<z.infer<typeof Health>> {
  const response = await fetch("/health", { signal: AbortSignal.timeout(10_000) });
  return Health.parse(await response.json());
}
