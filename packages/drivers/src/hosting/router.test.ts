import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createProcessSandbox } from "../sandbox/index.ts";
import { createAppRouter } from "./index.ts";
import { eventually, get, openHouse, type House } from "./test/house.ts";
import { nodePath } from "../sandbox/test/node-path.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(createProcessSandbox({ allowUnisolated: true, nodePath }));
  await house.hosting().deploy(house.deployment("app", "1"));
});
afterAll(() => house.close());

function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  const host = `app.localhost:${house.port}`;
  return httpRequest({ host: "127.0.0.1", port: house.port, path, agent: false, ...options, headers: { host, ...options.headers } });
}

async function answerOf(asked: ReturnType<typeof ask>): Promise<IncomingMessage> {
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return response;
}

it("owns the names below its domains and no others", () => {
  const router = createAppRouter({ hosting: house.hosting(), resolve: () => undefined, domains: ["localhost", "apps.example.org"] });
  const owned = ["a.localhost", "a.localhost:3000", "A.LocalHost.", "x.apps.example.org", "a.b.localhost"];
  const others = ["localhost", "localhost:3000", "example.org", "apps.example.org", "127.0.0.1:3000", "evillocalhost", undefined];
  expect(owned.filter((host) => !router.owns(host))).toEqual([]);
  expect(others.filter((host) => router.owns(host))).toEqual([]);
});

it("says 404 for a name without an app, as a page or as JSON", async () => {
  const page = await house.get("nobody", "/", { accept: "text/html,*/*" });
  expect(page.status).toBe(404);
  expect(page.body).toContain("There is no app at this address");
  const json = await house.get("nobody", "/", { accept: "application/json" });
  expect(JSON.parse(json.body)).toMatchObject({ error: { code: "not_found" } });
});

it("tells the app who asks in its own words, and keeps the platform's cookies from it", async () => {
  const answer = await house.get("app", "/headers", {
    "x-forwarded-for": "1.2.3.4",
    "x-real-ip": "1.2.3.4",
    "proxy-authorization": "Basic eA==",
    cookie: "sid=1; openvibe.session_token=secret; __Secure-openvibe.x=2; theme=dark",
  });
  const seen = JSON.parse(answer.body) as Record<string, string>;
  expect(seen).toMatchObject({
    host: `app.localhost:${house.port}`,
    cookie: "sid=1; theme=dark",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-proto": "http",
  });
  expect(seen["x-real-ip"] ?? seen["proxy-authorization"]).toBeUndefined();
});

it("believes what a proxy says of the visitor only when that proxy is trusted", async () => {
  const spoofed = { "x-forwarded-for": "6.6.6.6, 203.0.113.9", "x-forwarded-proto": "https" };
  const seenBy = async (trustsProxy: (address: string) => boolean) => {
    const router = createAppRouter({ hosting: house.hosting(), resolve: (label) => label, domains: ["localhost"], trustsProxy });
    const server = createServer((incoming, response) => router.request(incoming, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { body } = await get((server.address() as AddressInfo).port, "app", "/headers", spoofed);
    server.close();
    await router.close();
    const seen = JSON.parse(body) as Record<string, string>;
    return [seen["x-forwarded-for"], seen["x-forwarded-proto"]];
  };
  expect(await seenBy((address) => address === "10.0.0.5")).toEqual(["127.0.0.1", "http"]);
  // The proxy has added the last address; whatever stands before it may be made up.
  expect(await seenBy((address) => address === "127.0.0.1")).toEqual(["203.0.113.9", "https"]);
});

it("does not let an app set cookies for its neighbours or for the platform", async () => {
  const { headers } = await house.get("app", "/cookies");
  expect(headers["set-cookie"]).toEqual(["sid=1; Path=/"]);
  expect(headers["clear-site-data"]).toBeUndefined();
});

it("streams a large body both ways", async () => {
  const size = 30 * 1024 * 1024;
  const asked = ask("/echo", { method: "POST", headers: { "content-length": String(size) } });
  const answered = answerOf(asked);
  const piece = Buffer.alloc(1024 * 1024, "x");
  // Sent while the answer is read: the app holds nothing back for us.
  const sending = pipeline(Readable.from(Array.from({ length: size / piece.length }, () => piece)), asked);
  let received = 0;
  for await (const chunk of await answered) received += (chunk as Buffer).length;
  await sending;
  expect(received).toBe(size);
});

it("passes events on as they come, and tells the app when the visitor leaves", async () => {
  const asked = ask("/events");
  asked.end();
  const response = await answerOf(asked);
  // The app never ends this answer: what arrives was passed on while it went.
  let text = "";
  for await (const chunk of response) {
    text += String(chunk);
    if (text.includes("data: 4\n\n")) break;
  }
  expect(text).toMatch(/^data: 1\n\ndata: 2\n\ndata: 3\n\ndata: 4\n\n/);
  asked.destroy();
  await eventually(() =>
    house
      .hosting()
      .logs("app", { limit: 20 })
      .some((line) => line.text === "events closed"),
  );
});

it("serves on after visitors who left in the middle of their answers", async () => {
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      const asked = ask("/slow");
      asked.on("error", () => undefined);
      asked.end();
      await once(asked, "socket");
      asked.destroy();
    }),
  );
  expect((await house.get("app", "/version")).body).toBe("1");
});

it("carries a WebSocket, and refuses one the app refuses", async () => {
  const asked = ask("/socket", {
    headers: { connection: "Upgrade", upgrade: "websocket", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" },
  });
  asked.end();
  const [answer, socket] = (await once(asked, "upgrade")) as [IncomingMessage, Socket];
  expect(answer.headers["sec-websocket-accept"]).toBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  const mask = [1, 2, 3, 4];
  const masked = Buffer.from("hello").map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  socket.write(Buffer.from([0x81, 0x80 | masked.length, ...mask, ...masked]));
  const [frame] = (await once(socket, "data")) as [Buffer];
  expect(frame.subarray(2).toString()).toBe("hello");
  socket.destroy();
  const refused = ask("/other", { headers: { connection: "Upgrade", upgrade: "websocket" } });
  refused.end();
  expect((await answerOf(refused)).statusCode).toBe(403);
});

const upgradeTo = (path: string) => `GET ${path} HTTP/1.1\r\nHost: app.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

it("does not let a second request pass on a connection whose upgrade was refused", async () => {
  const socket = connect(house.port, "127.0.0.1");
  socket.write(upgradeTo("/other") + upgradeTo("/version"));
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1.1 403/);
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
});

it("survives whatever an app sends in place of an answer", async () => {
  const answers: Record<string, string> = {
    garbage: "\x00\x01\x02 nonsense\r\n\r\n",
    "a status of 99": "HTTP/1.1 99 Odd\r\nContent-Length: 0\r\n\r\n",
    "a status of 999": "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
    "a header with control characters": "HTTP/1.1 200 OK\r\nX-Odd: a\x01b\r\nContent-Length: 0\r\n\r\n",
    "a reason with control characters": "HTTP/1.1 200 O\x7fK\r\nContent-Length: 0\r\n\r\n",
    "too much head": `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(300_000)}\r\n\r\n`,
    "two lengths": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "an upgrade nobody asked for": "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "less than it promised": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
    "a second answer": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
    nothing: "",
  };
  let answer = "";
  const app = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(answer, "latin1"));
  }).listen(0, "127.0.0.1");
  await once(app, "listening");
  const faults: unknown[] = [];
  const closed = new AbortController().signal;
  const target = {
    instance: "odd",
    closed,
    release: () => undefined,
    async connect() {
      const socket = connect((app.address() as AddressInfo).port, "127.0.0.1");
      await once(socket, "connect");
      return socket;
    },
  };
  const router = createAppRouter({
    hosting: { target: async () => target },
    resolve: (label) => label,
    domains: ["localhost"],
    onError: (fault) => void faults.push(fault),
  });
  const server = createServer((req, res) => router.request(req, res)).on("upgrade", (req, socket, head) =>
    router.upgrade(req, socket, head),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const seen: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(answers)) {
    answer = text;
    const got = await get(port, "app", "/").catch((error: Error) => error);
    seen[name] = got instanceof Error ? "broken off" : got.status;
    const socket = connect(port, "127.0.0.1");
    socket.write(upgradeTo("/").replace("app.", "odd."));
    socket.on("error", () => undefined).resume();
    await new Promise((resolve) => socket.once("close", resolve));
  }
  expect(seen).toMatchObject({
    garbage: 502,
    "a header with control characters": 502,
    "a reason with control characters": 200,
    "too much head": 502,
    "two lengths": 502,
    "an upgrade nobody asked for": 502,
    "less than it promised": "broken off",
    "a second answer": 200,
    nothing: 502,
  });
  expect(faults).toEqual([]);
  answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  expect(await get(port, "app", "/")).toMatchObject({ status: 200, body: "ok" });
  await router.close();
  server.close();
  app.close();
});
