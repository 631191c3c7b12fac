// The app's service worker: the shell opens without a network, and notices ring while no tab is open. It never touches the API's answers.
const CACHE = "openvibe-shell-1";
const SHELL = "/w";
const MOST_KEPT = 400;
const ASSET = /"(\/_next\/static\/[^"\\?]+)/g;
const ATTEMPTS = 6;
const AGAIN_MS = 1000;

// NOTE: an installation that fails is not tried again before the next visit, and this one would wait for its worker for ever.
self.addEventListener("install", (event) => {
  event.waitUntil(keepShellAtLast().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const forgetOthers = async () => {
    for (const name of await caches.keys()) if (name.startsWith("openvibe-shell-") && name !== CACHE) await caches.delete(name);
  };
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPage(url.pathname)) event.respondWith(openPage(request));
  else if (url.pathname.startsWith("/_next/static/")) event.respondWith(kept(request));
  else if (url.pathname === "/theme.js") event.respondWith(fresh(request));
});

/** Addresses of a workspace are one page; whatever else the server answers is its own matter. */
function isPage(path) {
  return path === "/" || path === SHELL || path.startsWith(`${SHELL}/`);
}

async function openPage(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const shell = await caches.match(SHELL);
    if (shell) return shell;
    throw error;
  }
}

/** Names of these files change with what is in them. */
async function kept(request) {
  const known = await caches.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await keep(request, answer.clone());
  return answer;
}

async function fresh(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(request, answer.clone());
    return answer;
  } catch (error) {
    const known = await caches.match(request);
    if (known) return known;
    throw error;
  }
}

async function keep(request, answer) {
  const cache = await caches.open(CACHE);
  await cache.put(request, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_KEPT))) await cache.delete(old);
}

/** A connection that breaks costs another try; without a shell the worker still rings, and the next visit keeps one. */
async function keepShellAtLast() {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await keepShell();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * attempt));
    }
  }
}

/** The page and everything that it names. Fetched without cookies: the shell is the same for everybody. */
async function keepShell() {
  const answer = await fetch(SHELL, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`the shell was answered with ${answer.status}`);
  const cache = await caches.open(CACHE);
  const html = await answer.clone().text();
  const assets = new Set(["/theme.js", ...[...html.matchAll(ASSET)].map(([, path]) => path)]);
  await Promise.all(
    [...assets].map(async (path) => {
      if (await cache.match(path)) return;
      const asset = await fetch(path);
      if (asset.ok) await cache.put(path, asset);
    }),
  );
  await cache.put(SHELL, answer);
}

self.addEventListener("message", (event) => {
  if (event.data === "keep-shell") event.waitUntil(keepShellAtLast());
});

self.addEventListener("push", (event) => {
  const notice = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(notice.title ?? "OpenVibe", {
      body: notice.body || undefined,
      tag: notice.tag,
      renotify: Boolean(notice.tag),
      icon: "/app-icon.svg",
      data: { path: notice.path },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = event.notification.data?.path;
  const target = new URL(typeof path === "string" && path.startsWith("/w/") ? path : "/", self.location.origin).href;
  event.waitUntil(openAt(target));
});

/** In a tab that is open, without loading it anew; otherwise in a new one. */
async function openAt(target) {
  const [tab] = await self.clients.matchAll({ type: "window" });
  if (!tab) return self.clients.openWindow(target);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a client of a worker takes no origin
  tab.postMessage({ open: target });
  return tab.focus();
}
