import { z } from "zod";
import { CallOutcome, GivenMicros } from "../billing/model.ts";
import { IssuedKey, KeyLifetime, KeyName, ListIssuedKeys } from "../identity/model.ts";
import { defineEvent, Time } from "../platform/event-definition.ts";
import { PageInput } from "../platform/paging.ts";

/** Which interface a provider speaks; `compatible` is OpenAI's, as Ollama, vLLM, LM Studio and OpenRouter speak it. */
export const KeyKind = z.enum(["anthropic", "openai", "google", "compatible"]);
export type KeyKind = z.infer<typeof KeyKind>;
/** `me`: for calls made for oneself alone; they go before the workspace's. */
export const KeyOwner = z.enum(["workspace", "me"]);
export type KeyOwner = z.infer<typeof KeyOwner>;

// NOTE: a key goes into a header, which takes no other characters.
const secret = z
  .string()
  .trim()
  .min(8, "This is too short for a key")
  .max(1_000, "This is too long for a key")
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces and only plain characters");
const VENDORS: Readonly<Record<string, string>> = { anthropic: "Anthropic", openai: "OpenAI", google: "Google" };
const TAKEN: ReadonlySet<string> = new Set([...Object.keys(VENDORS), "offline", "openvibe"]);

/** As the provider writes itself; one that speaks as OpenAI does has the name that somebody gave it. */
export const vendorName = (provider: string): string => VENDORS[provider] ?? provider;

/** The key of a provider, without the key. */
export const ProviderKey = z.object({
  id: z.string(),
  kind: KeyKind,
  /** How routes name the provider: the kind, or the name that somebody gave a compatible one. */
  name: z.string(),
  label: z.string(),
  baseUrl: z.string().nullable(),
  /** The last four characters; null where the provider asks for no key. */
  lastFour: z.string().nullable(),
  owner: KeyOwner,
  /** What the provider said it has when the key was tried. */
  models: z.array(z.string()),
  testedAt: Time,
  /** To the minute. */
  lastUsedAt: Time.nullable(),
  uses: z.number().int(),
  createdBy: z.string(),
  createdAt: Time,
  revokedAt: Time.nullable(),
});
export type ProviderKey = z.infer<typeof ProviderKey>;

export const AddProviderKey = z
  .object({
    kind: KeyKind,
    /** For a compatible provider. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "Use up to 40 small letters, digits and dashes")
      .refine((name) => !TAKEN.has(name), "This name is taken; choose another")
      .optional(),
    label: KeyName,
    baseUrl: z
      .url({ protocol: /^https?$/, error: "Enter an address such as https://example.com/v1" })
      .max(2_000)
      .optional(),
    key: secret.optional(),
    owner: KeyOwner.default("workspace"),
  })
  .refine(({ kind, name }) => (kind === "compatible") === (name !== undefined), {
    path: ["name"],
    error: "Name the provider, such as ollama; vendors have their own names",
  })
  .refine(({ kind, baseUrl }) => kind !== "compatible" || baseUrl !== undefined, { path: ["baseUrl"], error: "Say where it answers" })
  .refine(({ kind, key }) => kind === "compatible" || key !== undefined, { path: ["key"], error: "Enter the key" });
export type AddProviderKey = z.input<typeof AddProviderKey>;
export const RotateProviderKey = z.object({ keyId: z.string(), key: secret });
export type RotateProviderKey = z.infer<typeof RotateProviderKey>;
export const ByProviderKey = z.object({ keyId: z.string() });
export type ByProviderKey = z.infer<typeof ByProviderKey>;

export const ListProviderKeys = ListIssuedKeys;
export type ListProviderKeys = ListIssuedKeys;

/** A call that went out with a provider's key, or came with a virtual one: when it ended, by whom and for what, and what it used. */
export const KeyUse = z.object({
  id: z.string(),
  skill: z.string(),
  /** "provider/model" */
  model: z.string(),
  /** The person on whose behalf. */
  memberId: z.string().nullable(),
  /** The agent's member. */
  agentId: z.string().nullable(),
  /** The virtual key that it came with. */
  virtualKeyId: z.string().nullable(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  costMicros: z.number().int(),
  outcome: CallOutcome,
  createdAt: Time,
});
export type KeyUse = z.infer<typeof KeyUse>;
export const ListKeyUses = PageInput.extend({ keyId: z.string() });
export type ListKeyUses = z.infer<typeof ListKeyUses>;

export const MODEL_KEY_START = "ovm_";

/** A key for the OpenAI-compatible door, as a hosted app or an outside tool holds it. */
export const VirtualKey = IssuedKey.extend({
  /** The app that it was made for. */
  appId: z.string().nullable(),
  /** "provider/model"; empty: every one that the workspace has. */
  models: z.array(z.string()),
});
export type VirtualKey = z.infer<typeof VirtualKey>;
export const CreateVirtualKey = z.object({
  name: KeyName,
  appId: z.string().max(100).optional(),
  models: z
    .array(
      z
        .string()
        .max(200)
        .regex(/^[a-z0-9-]+\/\S+$/, "Write provider/model"),
    )
    .max(50)
    .default([]),
  /** What its calls may cost in a month. */
  monthlyLimitMicros: GivenMicros.optional(),
  expiresInDays: KeyLifetime,
});
export type CreateVirtualKey = z.input<typeof CreateVirtualKey>;
/** The key itself is shown this once. */
export const CreatedVirtualKey = z.object({ key: z.string(), virtualKey: VirtualKey });
export type CreatedVirtualKey = z.infer<typeof CreatedVirtualKey>;
export const ListVirtualKeys = ListIssuedKeys;
export type ListVirtualKeys = ListIssuedKeys;
export const ByVirtualKey = z.object({ keyId: z.string() });
export type ByVirtualKey = z.infer<typeof ByVirtualKey>;

const AuditedKey = z.object({ keyId: z.string(), provider: z.string(), label: z.string() });
/** For whoever owns the key, but the last; the keys themselves are nowhere in them. */
export const KeyEvents = {
  ProviderKeyAdded: defineEvent("keys.provider_key_added", AuditedKey),
  ProviderKeyRotated: defineEvent("keys.provider_key_rotated", AuditedKey),
  ProviderKeyRevoked: defineEvent("keys.provider_key_revoked", AuditedKey),
  /** Once an hour at most, with how often it was used until then. */
  ProviderKeyUsed: defineEvent("keys.provider_key_used", AuditedKey.extend({ uses: z.number().int() })),
  VirtualKeyCreated: defineEvent("keys.virtual_key_created", VirtualKey),
  VirtualKeyRevoked: defineEvent("keys.virtual_key_revoked", VirtualKey),
  /** To everybody: the workspace has other keys than before, so perhaps other models too. */
  KeysChanged: defineEvent("keys.keys_changed", z.object({})),
};
