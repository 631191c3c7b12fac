/** Secrets of known shapes, with what they are. Each pattern is linear in the length of the text. */
const SHAPES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["private key", /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,16000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g],
  ["Anthropic key", /\bsk-ant-[\w-]{16,}/g],
  ["API key", /\bsk-(?:proj-|svcacct-|or-v1-|live-|test-)?[\w-]{20,}/g],
  ["Google key", /\bAIza[\w-]{35}/g],
  ["GitHub token", /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,})/g],
  ["GitLab token", /\bglpat-[\w-]{20,}/g],
  ["Slack token", /\bxox[abeprs]-[\w-]{10,}/g],
  ["AWS key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["Stripe key", /\b[rsp]k_(?:live|test)_\w{16,}/g],
  ["npm token", /\bnpm_\w{36}\b/g],
  ["Hugging Face token", /\bhf_\w{30,}/g],
  ["OpenVibe key", /\bovm?_[\w-]{20,}/g],
  ["webhook secret", /\bwhsec_[\w+/=-]{16,}/g],
  ["token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g],
];
/** All of them at once: most texts hold none. */
const ANY_SHAPE = new RegExp(SHAPES.map(([, { source }]) => `(?:${source})`).join("|"));
/** The password of an address such as postgres://user:password@host. */
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}):([^\s/@]{3,200})@(?=[\w.[-])/gi;
const NAMES = "(?:secret|password|passwd|api[_-]?key|access[_-]?token|client[_-]?secret)";
const NAMED = new RegExp(`\\b(${NAMES}["']?\\s{0,3}[:=]\\s{0,3}["']?)([^\\s"',;]{8,200})`, "gi");
const NAME = new RegExp(`^${NAMES}$`, "i");
const SECRET = /^[^\s"',;]{8,200}$/;

/** The text without secrets; where there was one it says what is missing. */
export function redactText(text: string, own: readonly string[] = []): string {
  let clean = text;
  for (const secret of own) if (secret.length >= 8) clean = clean.replaceAll(secret, "[key removed]");
  if (ANY_SHAPE.test(clean)) for (const [what, pattern] of SHAPES) clean = clean.replace(pattern, `[${what} removed]`);
  return clean
    .replace(ADDRESS, "$1:[password removed]@")
    .replace(NAMED, (whole, name: string, value: string) =>
      value.includes("removed]") || value.startsWith("[") ? whole : looksSecret(value) ? `${name}[secret removed]` : whole,
    );
}

/** Code says `password = formData.get("password")`; a secret mixes digits and letters and calls nothing. */
function looksSecret(value: string): boolean {
  return /\d/.test(value) && /[a-z]/i.test(value) && !/[(){}<>$]/.test(value);
}

/** The same where the name of a secret and the secret stand apart, as key and value of an object. */
export function isNamedSecret(name: string, value: unknown): boolean {
  return NAME.test(name) && typeof value === "string" && SECRET.test(value) && looksSecret(value);
}
