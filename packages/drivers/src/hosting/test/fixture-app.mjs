// A small hostile-when-asked app: what the hosting tests run. Behaviour is chosen by the path.
import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";

const say = (text) => process.stdout.write(`${text}\n`);
const complain = (text) => process.stderr.write(`${text}\n`);
const { SOCKET_PATH, DATA_DIR, APP_VERSION, STARTS } = process.env;
if (STARTS === "never") {
  complain("cannot open the shop");
  process.exit(3);
}
if (STARTS === "silent") setInterval(() => undefined, 1000);
say(`up as ${APP_VERSION}`);

const routes = {
  "/health": (_, res) => res.end("{}"),
  "/version": (_, res) => res.end(APP_VERSION),
  "/slow": (_, res) => setTimeout(() => res.end(APP_VERSION), 300),
  "/headers": (req, res) => res.setHeader("content-type", "application/json").end(JSON.stringify(req.headers)),
  "/crash": () => process.exit(7),
  "/cookies": (_, res) => {
    res.setHeader("set-cookie", ["sid=1; Domain=localhost; Path=/", "openvibe_session=stolen; Path=/"]);
    res.setHeader("clear-site-data", '"cookies"').end();
  },
  "/echo": (req, res) => req.pipe(res),
  "/count": (_, res) => {
    appendFileSync(`${DATA_DIR}/visits`, "x");
    res.end(String(readFileSync(`${DATA_DIR}/visits`).length));
  },
  "/flood": (_, res) => {
    const line = `${"noise ".repeat(20)}\n`.repeat(500);
    let bytes = 0;
    const pour = () => {
      while (bytes < 20e6) {
        bytes += line.length;
        if (!process.stdout.write(line)) return process.stdout.once("drain", pour);
      }
      say("end of the flood");
    };
    pour();
    res.end("pouring");
  },
  // Many small files, one that is too large, or one that has no name any more.
  "/fill": (_, res) => {
    res.end("filling");
    for (let count = 0; count < 64; count++) writeFileSync(`${DATA_DIR}/part-${count}`, Buffer.alloc(1024 * 1024));
  },
  "/large": (_, res) => {
    try {
      writeFileSync(`${DATA_DIR}/large`, Buffer.alloc(64 * 1024 * 1024));
      res.end("written");
    } catch (error) {
      rmSync(`${DATA_DIR}/large`);
      res.end(error.code);
    }
  },
  "/hoard": (_, res) => {
    res.end("hoarding");
    // Without their names before there is anything in them: it may be ended at any moment from then on.
    const files = Array.from({ length: 8 }, () => {
      const file = openSync(`${DATA_DIR}/hidden`, "w");
      unlinkSync(`${DATA_DIR}/hidden`);
      return file;
    });
    for (const file of files) writeSync(file, Buffer.alloc(8 * 1024 * 1024));
  },
  // Deeper than a path can tell, and than a process can hold open.
  "/dig": () => {
    process.chdir(dirname(SOCKET_PATH));
    for (let depth = 0; depth < 25_000; depth += 1) {
      mkdirSync("d");
      process.chdir("d");
    }
    process.exit(7);
  },
  "/events": (_, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    let count = 0;
    const timer = setInterval(() => res.write(`data: ${++count}\n\n`), 50);
    res.on("close", () => {
      clearInterval(timer);
      say("events closed");
    });
  },
  "/link": (req, res) => {
    const target = new URL(req.url, "http://app").searchParams.get("to");
    unlinkSync(SOCKET_PATH);
    symlinkSync(target, SOCKET_PATH);
    res.setHeader("connection", "close").end("linked");
  },
};

const server = createServer((req, res) => {
  const route = routes[new URL(req.url, "http://app").pathname];
  if (route) route(req, res);
  else res.writeHead(404).end();
});
server.on("upgrade", (req, socket) => {
  if (req.url !== "/socket") return socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  const accept = createHash("sha1").update(`${req.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.on("error", () => undefined);
  // Short text frames only: unmasks and sends back.
  socket.on("data", (frame) => {
    if ((frame[0] & 15) === 8) return socket.end();
    const length = frame[1] & 127;
    const text = Buffer.from(frame.subarray(6, 6 + length).map((byte, index) => byte ^ frame[2 + (index % 4)]));
    socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
  });
});
if (STARTS !== "silent") server.listen(SOCKET_PATH);
process.on("SIGTERM", () => {
  say("asked to end");
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
