import type { ModelAnswer } from "@openvibe/core/gateway";
import { z } from "zod";

type Metadata = ModelAnswer["content"][number]["providerMetadata"];

/** Of these alone we take back what they want to see again. */
const Carried = z.object({
  anthropic: z.object({ signature: z.string(), redactedData: z.string() }).partial().optional(),
  openai: z.object({ itemId: z.string(), reasoningEncryptedContent: z.string().nullable() }).partial().optional(),
  google: z.object({ thoughtSignature: z.string() }).partial().optional(),
});

/** What a provider wants back with its model's thoughts, as one opaque text that a client of any format keeps; empty where it wants nothing. */
export function carry(metadata: Metadata): string {
  const carried = Carried.safeParse(metadata ?? {}).data ?? {};
  const wanted = Object.values(carried).some((each) => Object.keys(each ?? {}).length > 0);
  return wanted ? Buffer.from(JSON.stringify(carried)).toString("base64url") : "";
}

/** The same again; nothing for what we did not write. */
export function uncarry(text: string): z.infer<typeof Carried> | undefined {
  try {
    return Carried.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
