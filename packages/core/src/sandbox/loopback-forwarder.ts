// Runs inside a sandbox: `node loopback-forwarder.ts <port> <socket> <program> <argument>…` is the program, with a port that leads to the socket.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

const [port, path = "", program = "", ...rest] = process.argv.slice(2);

const server = createServer({ allowHalfOpen: true }, (inward) => {
  const outward = connect({ path, allowHalfOpen: true });
  join(inward, outward);
  join(outward, inward);
});
await once(server.listen(Number(port), "127.0.0.1"), "listening");

const child = spawn(program, rest, { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGUSR2"] as const) process.on(signal, () => child.kill(signal));
child.once("error", ({ message }) => {
  process.stderr.write(`${program} could not be started: ${message}\n`);
  process.exit(127);
});
child.once("exit", (code, signal) => {
  if (signal) process.removeAllListeners(signal).kill(process.pid, signal);
  else process.exit(code ?? 1);
});

function join(from: Socket, to: Socket): void {
  from.pipe(to);
  from.on("error", () => to.destroy()).once("close", () => to.destroySoon());
}
