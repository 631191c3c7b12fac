interface Refusal {
  ok: false;
  message: string;
  field?: "name" | "email" | "password";
}
export type SessionAnswer = { ok: true } | Refusal;

async function post(path: string, body: unknown): Promise<SessionAnswer> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    return { ok: false, message: "The server cannot be reached. Check that it runs, then try again." };
  }
  return response.ok ? { ok: true } : refusalOf(response);
}

async function refusalOf(response: Response): Promise<Refusal> {
  if (response.status === 429) return { ok: false, message: "Too many tries from here. Wait a minute, then try again." };
  const answer: unknown = await response.json().catch(() => null);
  const code = typeof answer === "object" && answer !== null && "code" in answer ? String(answer.code) : "";
  if (code.includes("USER_ALREADY_EXISTS"))
    return { ok: false, field: "email", message: "This e-mail address has an account already. Sign in instead." };
  if (code === "INVALID_EMAIL_OR_PASSWORD") return { ok: false, field: "password", message: "E-mail address and password do not match." };
  if (code.includes("EMAIL")) return { ok: false, field: "email", message: "Enter an e-mail address, such as ada@example.com." };
  if (code.includes("PASSWORD")) return { ok: false, field: "password", message: "Use a password of 8 to 128 characters." };
  const message = messageIn(answer);
  if (code === "INVALID_NAME") return { ok: false, field: "name", message };
  return { ok: false, message: message || "The server refused this. Try again." };
}

function messageIn(answer: unknown): string {
  return typeof answer === "object" && answer !== null && "message" in answer ? String(answer.message) : "";
}

export function signUp(input: { name: string; email: string; password: string }): Promise<SessionAnswer> {
  return post("sign-up/email", input);
}

export function signIn(input: { email: string; password: string }): Promise<SessionAnswer> {
  return post("sign-in/email", input);
}

export function signOut(): Promise<SessionAnswer> {
  return post("sign-out", {});
}

/** Asked where 401 would say the same: browsers log that as an error. An answer that says nothing is taken for yes. */
export async function hasSession(): Promise<boolean> {
  const response = await fetch("/api/auth/get-session", { signal: AbortSignal.timeout(20_000) });
  return !response.ok || (await response.json()) !== null;
}

/** Only a path of this site is followed after sign-in. */
export function safeNext(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return askedBefore(search) ?? (/^\/w\/[\w/-]*$/.test(next) ? next : "/");
}

/** Whom a tool sent here asks anew, now signed in; the server checks the request again. Undefined for who came by themselves. */
export function askedBefore(search: string): string | undefined {
  const query = new URLSearchParams(search);
  if (!query.has("client_id")) return undefined;
  // Without what the server added to it when it led here.
  const request = [...query].filter(([name]) => !["exp", "sig", "prompt"].includes(name) && !name.startsWith("ba_"));
  return `/api/auth/oauth2/authorize?${new URLSearchParams(request).toString()}`;
}
