/** Started by benchmarks/gateway.ts: node:http handing bytes on, unread, to the provider and back: the limit of any gateway at all. */
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

const [stub = ""] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 4_096 });

const server = createServer((asked, response) => {
  const onward = request(
    `${stub}/v1/chat/completions`,
    { method: "POST", agent, headers: { "content-type": "application/json" } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, { "content-type": "text/event-stream" });
      answer.pipe(response);
    },
  );
  onward.once("error", () => response.destroy());
  asked.pipe(onward);
});

server.listen(0, "127.0.0.1", () => process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.once("disconnect", () => process.exit(0));
