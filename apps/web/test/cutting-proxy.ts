import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** A way to a server of this machine on which the connection breaks for the requests that are chosen, or is cut as a whole. */
export async function startCuttingProxy(cuts: (asked: IncomingMessage, path: string) => boolean = () => false) {
  const tunnels = new Set<Duplex>();
  let isCut = false;
  const proxy = createServer((asked, answer) => {
    const url = new URL(asked.url ?? "");
    if (isCut || cuts(asked, url.pathname)) return void asked.socket.destroy();
    const passed = request(url, { method: asked.method, headers: asked.headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.once("error", () => answer.destroy());
    asked.pipe(passed);
  });
  proxy.on("upgrade", (asked, socket) => socket.destroy());
  // What is no plain request, such as a web socket, goes through as it is.
  proxy.on("connect", ({ url = "" }, socket, head) => {
    if (isCut) return void socket.destroy();
    tunnels.add(socket.once("close", () => tunnels.delete(socket)));
    const to = new URL(`http://${url}`);
    const through = connect(Number(to.port), to.hostname, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      through.write(head);
      through.pipe(socket).pipe(through);
    });
    through.once("error", () => socket.destroy());
    socket.once("close", () => through.destroy());
    socket.once("error", () => through.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    /** For a browser context. */
    settings: { server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, bypass: "<-loopback>" },
    cut() {
      isCut = true;
      for (const tunnel of tunnels) tunnel.destroy();
    },
    mend: () => void (isCut = false),
    close() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
