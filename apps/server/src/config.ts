import { parseArgs } from "node:util";
import { AppError } from "@openvibe/core/platform";
import { z } from "zod";
import { trustedProxies } from "./trusted-proxies.ts";

const port = z.coerce.number({ error: "must be a port between 0 and 65535" }).int().min(0).max(65_535);
const flag = z.union([z.boolean(), z.enum(["", "0", "1", "true", "false"]).transform((text) => text === "1" || text === "true")]);

// NOTE: a key goes into a header, which takes no other characters.
const modelKey = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{8,1000}$/, "must be a key of at least 8 plain characters")
  .optional();

/** Everything the server can be told, by flag or by environment; a flag goes first. */
const Settings = z
  .object({
    port: port.default(3000),
    host: z.string().min(1).default("127.0.0.1"),
    data: z.string().min(1).optional(),
    /** Where the prepared dependencies of apps are kept; several servers may share it. */
    kit: z.string().min(1).optional(),
    /** What one app may keep on the disk. */
    appDiskMb: z.coerce.number({ error: "must be a number of megabytes" }).int().min(16, "must be at least 16 megabytes").default(1024),
    role: z.enum(["all", "web", "worker"], { error: "must be all, web or worker" }).default("all"),
    databaseUrl: z
      .url({ protocol: /^postgres(ql)?$/, error: "must be an address such as postgresql://user:password@host:5432/name" })
      .optional(),
    publicUrl: z.url({ protocol: /^https?$/, error: "must be an address such as https://vibe.example.com" }).optional(),
    appsDomain: z
      .string()
      .regex(/^[a-z0-9.-]+$/, "must be a host name such as apps.example.com")
      .optional(),
    logLevel: z.enum(["silent", "error", "warn", "info", "debug", "trace"]).default("warn"),
    trustProxy: z
      .string()
      .transform((text, check) => {
        const trusts = trustedProxies(text.split(",").map((each) => each.trim()));
        if (trusts) return trusts;
        check.addIssue("must be addresses such as 10.0.0.5, ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal");
        return z.NEVER;
      })
      .optional(),
    openSignUp: flag.default(true),
    /** Where files are kept; in the data directory by default. */
    storageUrl: z
      .url({
        protocol: /^(file|s3)$/,
        error: "must be an address such as file:///srv/files or s3://bucket/folder?region=eu-central-1&endpoint=https://s3.example.com",
      })
      .refine(isBucketOrFolder, { error: "must name a bucket, and an endpoint that begins with http:// or https://" })
      .optional(),
    storageKeyId: z.string().min(1).optional(),
    storageSecret: z.string().min(1).optional(),
    storageToken: z.string().min(1).optional(),
    fileLimitMb: z.coerce.number({ error: "must be a number of megabytes" }).int().min(1).max(10_000).default(25),
    /** Who carries mails; without it they are kept in the outbox. */
    mailUrl: z
      .url({
        protocol: /^(smtps?|resend)$/,
        hostname: /./,
        error: "must be an address such as smtp://user:password@mail.example.com:587 or resend://your-api-key",
      })
      .optional(),
    mailFrom: z
      .string()
      .regex(/^[^\r\n<>]*<?[^\s@<>]+@[^\s@<>]+>?$/, "must be an address such as OpenVibe <team@example.com>")
      .optional(),
    /** Keys of the operator for models, for all workspaces. */
    anthropicApiKey: modelKey,
    openaiApiKey: modelKey,
    googleApiKey: modelKey,
    /** A server that speaks OpenAI's interface, such as Ollama, vLLM or OpenRouter. */
    modelBaseUrl: z.url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:11434/v1" }).optional(),
    modelApiKey: modelKey,
    /** What each workspace may spend on those in a calendar month; without it, as much as its own budgets allow. */
    operatorCreditUsd: z.coerce.number({ error: "must be an amount in US dollars, such as 5 or 0.50" }).min(0).max(1_000_000).optional(),
    /** A JSON file with models and their prices, which go before ours. */
    modelTable: z.string().min(1).optional(),
    /** A JSON file with settings that hold in all workspaces until one sets its own. */
    settingsFile: z.string().min(1).optional(),
    /** Whether models may be called on this machine and in the networks behind it; a server that only listens here allows it. */
    modelPrivateAddresses: flag.optional(),
    /** A JSON file with programs that speak MCP, for agents of all workspaces. */
    toolPrograms: z.string().min(1).optional(),
    /** Coding agents for the command line that the operator installed: the programs themselves. */
    codex: z.string().min(1).optional(),
    claudeCode: z.string().min(1).optional(),
    allowUnisolated: flag.default(false),
    dev: flag.default(false),
  })
  .refine(({ publicUrl, appsDomain }) => !publicUrl || !appsDomain || !new URL(publicUrl).hostname.endsWith(`.${appsDomain}`), {
    path: ["appsDomain"],
    error: "must not hold the platform's own host name below it; give apps a domain of their own",
  })
  .refine(({ storageUrl, storageKeyId, storageSecret }) => !storageUrl?.startsWith("s3:") || (storageKeyId && storageSecret), {
    path: ["storageKeyId"],
    error: "and AWS_SECRET_ACCESS_KEY must be set for STORAGE_URL",
  })
  .refine(({ mailUrl, mailFrom }) => !mailUrl || mailFrom, { path: ["mailFrom"], error: "must be set for MAIL_URL" });
export type Settings = z.infer<typeof Settings>;

const ENVIRONMENT: Record<keyof Settings, string> = {
  port: "PORT",
  host: "HOST",
  data: "OPENVIBE_DATA",
  kit: "OPENVIBE_KIT",
  appDiskMb: "OPENVIBE_APP_DISK_MB",
  role: "OPENVIBE_ROLE",
  databaseUrl: "DATABASE_URL",
  publicUrl: "PUBLIC_URL",
  appsDomain: "APPS_DOMAIN",
  logLevel: "LOG_LEVEL",
  trustProxy: "TRUST_PROXY",
  openSignUp: "OPEN_SIGN_UP",
  storageUrl: "STORAGE_URL",
  storageKeyId: "AWS_ACCESS_KEY_ID",
  storageSecret: "AWS_SECRET_ACCESS_KEY",
  storageToken: "AWS_SESSION_TOKEN",
  fileLimitMb: "FILE_LIMIT_MB",
  mailUrl: "MAIL_URL",
  mailFrom: "MAIL_FROM",
  anthropicApiKey: "ANTHROPIC_API_KEY",
  openaiApiKey: "OPENAI_API_KEY",
  googleApiKey: "GOOGLE_GENERATIVE_AI_API_KEY",
  modelBaseUrl: "MODEL_BASE_URL",
  modelApiKey: "MODEL_API_KEY",
  operatorCreditUsd: "OPERATOR_CREDIT_USD",
  modelTable: "MODEL_TABLE",
  settingsFile: "SETTINGS_FILE",
  modelPrivateAddresses: "MODEL_PRIVATE_ADDRESSES",
  toolPrograms: "TOOL_PROGRAMS",
  codex: "CODEX_PROGRAM",
  claudeCode: "CLAUDE_CODE_PROGRAM",
  allowUnisolated: "OPENVIBE_ALLOW_UNISOLATED",
  dev: "OPENVIBE_DEV",
};

const FLAGS = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  kit: { type: "string" },
  role: { type: "string" },
  "log-level": { type: "string" },
  "allow-unisolated": { type: "boolean" },
  dev: { type: "boolean" },
} as const;

/** A folder of this machine, or a bucket with an endpoint that can be asked over HTTP. */
function isBucketOrFolder(text: string): boolean {
  const url = URL.parse(text);
  if (!url) return true;
  const endpoint = url.searchParams.get("endpoint") ?? "https://s3.amazonaws.com";
  return url.protocol === "file:" ? url.hostname === "" : url.hostname !== "" && /^https?:$/.test(URL.parse(endpoint)?.protocol ?? "");
}

/** Reads flags and environment; every mistake is named at once. */
export function readSettings(argv: readonly string[], environment: Readonly<Record<string, string | undefined>>): Settings {
  const { "log-level": logLevel, "allow-unisolated": allowUnisolated, ...flags } = parseFlags(argv);
  const named: Record<string, unknown> = { ...flags, logLevel, allowUnisolated };
  const given = Object.entries(ENVIRONMENT).map(([key, name]) => [
    key,
    named[key] ?? (environment[name] === "" ? undefined : environment[name]),
  ]);
  const parsed = Settings.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${ENVIRONMENT[issue.path[0] as keyof Settings] ?? String(issue.path[0])} ${issue.message}`,
  );
  throw new AppError("bad_request", `The settings are not complete: ${problems.join("; ")}.`);
}

function parseFlags(argv: readonly string[]): Record<string, string | boolean | undefined> {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
  } catch (cause) {
    throw new AppError(
      "bad_request",
      `${cause instanceof Error ? cause.message : "Unknown flag"}. Known flags: ${Object.keys(FLAGS)
        .map((name) => `--${name}`)
        .join(", ")}.`,
      { cause },
    );
  }
}
