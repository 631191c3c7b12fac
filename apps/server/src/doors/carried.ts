import type { ModelAnswer } from "@openvibe/core/gateway";
import { z } from "zod";

type Metadata = ModelAnswer["content"][number]["providerMetadata"];

const Signed = z.object({ thoughtSignature: z.string() });
/** Of these alone we take back what they want to see again. */
const Wanted = z.object({
  anthropic: z.object({ signature: z.string(), redactedData: z.string() }).partial().optional(),
  openai: z.object({ itemId: z.string(), reasoningEncryptedContent: z.string().nullable() }).partial().optional(),
  google: Signed.partial().optional(),
});
const Carried = z.object({ ...Wanted.shape, callId: z.string().optional() });
/** A program that speaks OpenAI's format, as Google's own does, gives it under its own name. */
const OfCall = z.object({ google: Signed.optional().catch(undefined), compatible: Signed.optional().catch(undefined) });

export interface TakenBack {
  /** The call of a tool that it signs; else it belongs to the thought that it came with. */
  callId: string | undefined;
  providerOptions: z.infer<typeof Wanted>;
}

/** What a provider wants back with its model's thoughts, as one opaque text that a client of any format keeps; empty where it wants nothing. */
export function carry(metadata: Metadata): string {
  const carried = Wanted.safeParse(metadata ?? {}).data ?? {};
  const wanted = Object.values(carried).some((each) => Object.keys(each ?? {}).length > 0);
  return wanted ? written(carried) : "";
}

/** What Google signs the call of a tool with, and wants back with that call. */
export function signatureOf(metadata: Metadata): string | undefined {
  const { google, compatible } = OfCall.safeParse(metadata ?? {}).data ?? {};
  return (google ?? compatible)?.thoughtSignature;
}

/** The same for a format that has a place for such texts in thoughts alone: it rides in a thought of its own. */
export function carryFor(callId: string, metadata: Metadata): string {
  const thoughtSignature = signatureOf(metadata);
  return thoughtSignature === undefined ? "" : written({ google: { thoughtSignature }, callId });
}

function written(carried: z.infer<typeof Carried>): string {
  return Buffer.from(JSON.stringify(carried)).toString("base64url");
}

/** The same again; nothing for what we did not write. */
export function uncarry(text: string): TakenBack | undefined {
  try {
    const { callId, ...providerOptions } = Carried.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { callId, providerOptions };
  } catch {
    return undefined;
  }
}

/** What signs calls of tools, by the call. */
export function signedCalls(texts: readonly string[]): ReadonlyMap<string, TakenBack["providerOptions"]> {
  return new Map(
    texts.flatMap((text) => {
      const { callId, providerOptions = {} } = uncarry(text) ?? {};
      return callId === undefined ? [] : [[callId, providerOptions] as const];
    }),
  );
}
