import { BlockList, isIP } from "node:net";

const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b:1::", 48],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Where clouds tell a machine its own secrets: link-local, and the few that they have besides. */
const metadata = new BlockList();
metadata.addSubnet("169.254.0.0", 16, "ipv4");
metadata.addSubnet("192.0.0.0", 24, "ipv4");
metadata.addAddress("100.100.100.200", "ipv4");
metadata.addSubnet("fe80::", 10, "ipv6");
metadata.addAddress("fd00:ec2::254", "ipv6");

/** Whether it is an address of this machine or of a network behind it; what is no address counts as one. */
export const isInside = (address: string): boolean => isOn(inside, address);

/** Whether a machine is told there what nobody else may know: never meant by anybody, also where networks behind the server may be reached. */
export const isMetadata = (address: string): boolean => isOn(metadata, address);

function isOn(list: BlockList, address: string): boolean {
  const [plain = ""] = address.split("%");
  const version = isIP(plain);
  if (version === 0) return true;
  if (list.check(plain, version === 6 ? "ipv6" : "ipv4")) return true;
  return version === 6 && carriedBy(groupsOf(plain)).some((each) => list.check(each, "ipv4"));
}

/** `::ffff:0:0/96`, as RFC 2765 has it. */
const SIIT = [0, 0, 0, 0, 0xffff, 0].join(":");

/** The IPv4 addresses to which a gateway takes what is sent to this one: NAT64, SIIT, 6to4 and Teredo carry them inside. */
function carriedBy(groups: readonly number[]): string[] {
  const [first, second] = groups;
  const at = (place: number, mask = 0) => dotted((groups[place] ?? 0) ^ mask, (groups[place + 1] ?? 0) ^ mask);
  if (first === 0x64 && second === 0xff9b) return [at(6)];
  if (groups.slice(0, 6).join(":") === SIIT) return [at(6)];
  if (first === 0x2002) return [at(1)];
  if (first === 0x2001 && second === 0) return [at(2), at(6, 0xffff)];
  return [];
}

const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join(".");

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [front = "", back] = hex.split("::");
  const numbers = (part: string) => part.split(":").flatMap((group) => (group === "" ? [] : [Number.parseInt(group, 16)]));
  const [before, after] = [numbers(front), numbers(back ?? "")];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
