import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHookSender } from "./index.ts";

let receiver: Server;
let port: number;
const REFUSED = /public address|begin with https|name and password/;
const received: { url: string | undefined; body: string }[] = [];
const senders = { strict: createHookSender(), local: createHookSender({ allowLoopback: true }) };

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      received.push({ url: request.url, body });
      if (request.url === "/silent") return;
      if (request.url === "/rude") request.socket.destroy();
      else if (request.url === "/away") response.writeHead(302, { location: "/landed" }).end();
      else if (request.url === "/long") response.end("x".repeat(3_000_000));
      else response.writeHead(202, { "x-said": "yes" }).end("taken");
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  port = (receiver.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const sender of Object.values(senders)) await sender.close();
  await new Promise((closed) => {
    receiver.close(closed);
    receiver.closeAllConnections();
  });
});

const send = (sender: keyof typeof senders, url: string) =>
  senders[sender].send({ url, headers: { "content-type": "application/json" }, body: '{"a":1}' }, new AbortController().signal);

test("a post arrives, redirects lead nowhere, and only the beginning of an answer is read", async () => {
  expect(await send("local", `http://127.0.0.1:${port}/hook`)).toMatchObject({
    status: 202,
    headers: { "x-said": "yes" },
    body: "taken",
    error: null,
  });
  expect(received).toEqual([{ url: "/hook", body: '{"a":1}' }]);
  expect(await send("local", `http://localhost:${port}/away`)).toMatchObject({
    status: 302,
    error: expect.stringMatching(/redirect, which is not followed/),
  });
  expect(received.map(({ url }) => url)).not.toContain("/landed");
  expect((await send("local", `http://127.0.0.1:${port}/long`)).body).toHaveLength(2_000);
});

test("who does not answer is named in plain words: too late, hung up, not there", async () => {
  const hasty = createHookSender({ allowLoopback: true, limitMs: 300 });
  const silent = await hasty.send({ url: `http://127.0.0.1:${port}/silent`, headers: {}, body: "" }, new AbortController().signal);
  await hasty.close();
  expect(silent).toMatchObject({ status: null, error: "No whole answer came within 0.3 seconds." });
  expect(await send("local", `http://127.0.0.1:${port}/rude`)).toMatchObject({ error: "The receiver hung up before it had answered." });
  const free = createServer();
  await new Promise<void>((listening) => free.listen(0, "127.0.0.1", listening));
  const { port: unused } = free.address() as AddressInfo;
  await new Promise((closed) => free.close(closed));
  expect(await send("local", `http://127.0.0.1:${unused}/`)).toMatchObject({ error: "Nothing listens at this address." });
});

test("no machine behind ours is told, by number or by name", async () => {
  const before = received.length;
  for (const url of [
    `http://127.0.0.1:${port}/`,
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    "https://10.0.0.5/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[2002:7f00:1::1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://0x7f.1/",
    "https://2130706433/",
    "http://example.com/",
    "ftp://example.com/",
    "https://user:secret@example.com/",
  ]) {
    expect(() => senders.strict.check(url), url).toThrow(REFUSED);
    expect(await send("strict", url), url).toMatchObject({ status: null, error: expect.any(String) });
  }
  for (const url of ["https://10.0.0.5/", "http://192.168.1.1/", "http://example.com/", "https://[fd00::1]/"])
    expect(() => senders.local.check(url), url).toThrow(REFUSED);
  expect(received).toHaveLength(before);
});

test("a name that leads to a machine behind ours is refused when it is dialled, also when only one of its addresses does", async () => {
  const before = received.length;
  const inside = [{ address: "127.0.0.1", family: 4 }];
  for (const addresses of [inside, [{ address: "192.0.2.1", family: 4 }, ...inside], [{ address: "::ffff:10.0.0.1", family: 6 }], []]) {
    const sender = createHookSender({ lookup: (_name, _options, done) => done(null, addresses) });
    const answer = await sender.send({ url: `https://rebound.example:${port}/`, headers: {}, body: "" }, new AbortController().signal);
    expect(answer).toMatchObject({ status: null, error: expect.stringMatching(/not a public address/) });
    await sender.close();
  }
  expect(received).toHaveLength(before);
});
