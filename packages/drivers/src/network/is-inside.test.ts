import { expect, test } from "vitest";
import { checkAddress, checkedLookup, isInside } from "./index.ts";

test("addresses of this machine and of the networks behind it are told from public ones", () => {
  for (const address of [
    "10.1.2.3",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::",
    "::1",
    "::127.0.0.1",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "::ffff:10.0.0.1",
    "::ffff:a00:1",
    "no address at all",
    "",
  ])
    expect(isInside(address), address).toBe(true);
  for (const address of ["1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "2001:4860:4860::8888"])
    expect(isInside(address), address).toBe(false);
});

test("an address that carries another one, for a gateway to take it there, is judged by the one that it carries", () => {
  const carried = {
    // 6to4: 10.0.0.1, 127.0.0.1, 169.254.169.254
    inside: ["2002:a00:1::1", "2002:7f00:1::", "2002:a9fe:a9fe:1:2:3:4:5"],
    outside: ["2002:101:101::1", "2002:808:808::"],
  };
  // Teredo: by its server, and by its client, whose bits are turned over (10.0.0.1, 192.168.0.1).
  carried.inside.push("2001:0:a00:1::fefe:fefe", "2001:0:101:101:0:0:f5ff:fffe", "2001::101:101:8000:0:3f57:fffe");
  carried.outside.push("2001:0:101:101:0:0:fefe:fefe");
  // NAT64, of everybody and of one's own network.
  carried.inside.push("64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "64:ff9b:1:a00::1:0:0");
  carried.outside.push("64:ff9b::1.1.1.1", "64:ff9b::808:808");
  // SIIT, which is not the mapped form.
  carried.inside.push("::ffff:0:169.254.169.254", "::ffff:0:7f00:1", "0:0:0:0:ffff:0:a00:1");
  carried.outside.push("::ffff:0:1.1.1.1", "::ffff:0:808:808");
  for (const address of carried.inside) expect(isInside(address), address).toBe(true);
  for (const address of carried.outside) expect(isInside(address), address).toBe(false);
});

test("where clouds tell a machine its secrets nobody is let, also where the networks behind the server may be reached", async () => {
  const rules = { reach: "network", plain: "inside" } as const;
  for (const host of ["169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:a9fe:a9fe]", "[::ffff:0:a9fe:a9fe]", "100.100.100.200"])
    expect(() => checkAddress(`http://${host}/v1`, rules), host).toThrow(/not a public address/);
  for (const host of ["10.1.2.3:11434", "localhost:1234", "[fd00::1]"])
    expect(checkAddress(`http://${host}/v1`, rules).pathname).toBe("/v1");
  const looked = (address: string) =>
    new Promise((resolve) =>
      checkedLookup("network", (_, __, done) => done(null, [{ address, family: 4 }]))("models.internal", {}, (error) =>
        resolve(error?.message),
      ),
    );
  expect(await looked("169.254.169.254")).toMatch(/not a public address/);
  expect(await looked("10.0.0.7")).toBeUndefined();
});
