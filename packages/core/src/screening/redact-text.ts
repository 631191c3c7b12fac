/**
 * Secrets of known shapes, with what they are. Each pattern takes time in step with the length of the text, and nothing in it goes on for ever:
 * a run of millions of letters would be too much for the stack.
 */
const SHAPES: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    "private key",
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:(?!-----(?:BEGIN|END) )[\s\S]){0,16000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  ],
  ["Anthropic key", /\bsk-ant-[\w-]{16,500}/g],
  ["API key", /\bsk-(?:proj-|svcacct-|or-v1-|live-|test-)?[\w-]{20,500}/g],
  ["Google key", /\b(?:AIza[\w-]{35}|(?:ya29\.|GOCSPX-)[\w-]{20,500})/g],
  ["GitHub token", /\b(?:gh[pousr]_\w{30,500}|github_pat_\w{30,500})/g],
  ["GitLab token", /\bglpat-[\w-]{20,500}/g],
  ["Slack token", /\bxox[abeprs]-[\w-]{10,500}/g],
  ["Slack address", /\bhooks\.slack\.com\/[a-z]{4,12}\/[\w/-]{20,500}/g],
  ["AWS key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["Stripe key", /\b[rsp]k_(?:live|test)_\w{16,500}/g],
  ["SendGrid key", /\bSG\.[\w-]{16,500}\.[\w-]{16,500}/g],
  ["Linear key", /\blin_(?:api|oauth)_\w{30,500}/g],
  ["npm token", /\bnpm_\w{36}\b/g],
  ["Hugging Face token", /\bhf_\w{30,500}/g],
  ["OpenVibe key", /\bovm?_[\w-]{20,500}/g],
  ["webhook secret", /\bwhsec_[\w+/=-]{16,500}/g],
  ["token", /(?<![\w-])eyJ[\w-]{8,8000}\.eyJ[\w-]{8,8000}\.[\w-]{8,8000}/g],
];
/** All of them at once: most texts hold none. */
const ANY_SHAPE = new RegExp(SHAPES.map(([, { source }]) => `(?:${source})`).join("|"));
/** The password of an address such as postgres://user:password@host. */
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,100}):([^\s/@]{3,200})@(?=[\w.[-])/gi;
/** How names of secrets end, whatever stands before it: DB_PASSWORD, dbPassword. Where a list goes on is no secret. */
const NAMES =
  "(?:secret|passw(?:or)?d|passphrase|(?<=_)pass|(?<=_)pwd|(?<!(?:page|next|sync|continuation)[_-]?)token|(?:api|access|private|secret|signing|encryption)[_-]?key)(?:[_-]?\\d{1,2})?";
const NAMED = new RegExp(`(${NAMES}(?:\\\\?["'\`])?\\s{0,3}[:=]\\s{0,3}(?:\\\\?["'\`])?)([^\\s"'\`\\\\,;]{8,200})`, "gi");
const NAME = new RegExp(`${NAMES}$`, "i");
const SECRET = /^[^\s"'`\\,;]{8,200}$/;
const CARRIED = /(\bbearer\s{1,3}|\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:basic|token)\s{1,3})([\w.~+/=-]{16,1000})/gi;
/** Words and short numbers, as names of colours and sizes are: brand-primary-500. */
const PLAIN = /^(?:[a-z]+|\d{1,4})(?:[-_./:](?:[a-z]+|\d{1,4}))*$/i;
/** Code that says where a secret stands: settings.s3.secret. */
const PATH = /^(?!.*\d(?:\d\d|[a-z]))[\w$]+(?:\??\.[\w$]+)+$/i;

/** The text without secrets; where there was one it says what is missing. */
export function redactText(text: string, own: readonly string[] = []): string {
  let clean = text;
  for (const secret of own) if (secret.length >= 8) clean = clean.replaceAll(secret, "[key removed]");
  if (ANY_SHAPE.test(clean)) for (const [what, pattern] of SHAPES) clean = clean.replace(pattern, `[${what} removed]`);
  return clean.replace(ADDRESS, "$1:[password removed]@").replace(NAMED, withoutValue).replace(CARRIED, withoutValue);
}

function withoutValue(whole: string, name: string, value: string): string {
  if (value.includes("removed]") || value.startsWith("[")) return whole;
  return looksSecret(name, value) ? `${name}[secret removed]` : whole;
}

/** Code says `password = formData.get("password")`; a secret mixes digits and letters and calls nothing. */
function looksSecret(name: string, value: string): boolean {
  const isMixed = /\d/.test(value) && /[a-z]/i.test(value) && !/[(){}<>$[\]]/.test(value);
  return isMixed && !PATH.test(value) && !(/token/i.test(name) && PLAIN.test(value));
}

/** The same where the name of a secret and the secret stand apart, as key and value of an object. */
export function isNamedSecret(name: string, value: unknown): boolean {
  return NAME.test(name) && typeof value === "string" && SECRET.test(value) && looksSecret(name, value);
}
