import { lookup as systemLookup, type LookupAddress, type LookupAllOptions } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "@openvibe/core/platform";
import { isInside, isMetadata } from "./is-inside.ts";

/** Which addresses may be dialled: those of the internet, of this machine too, or of the networks behind it too. */
export type Reach = "public" | "machine" | "network";

/** How names are resolved, as `dns.lookup` does it. */
export type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface AddressRules {
  reach: Reach;
  /** Where http:// will do: anywhere, or only within what may be reached besides the internet. */
  plain: "anywhere" | "inside";
  /** Where a secret belongs that stands in the address. */
  secretPlace?: string;
}

/** Resolves names for a connection, and only to addresses within reach: what was looked at is what is dialled. */
export function checkedLookup(reach: Reach, lookup: Lookup = systemLookup): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => isBeyond(address, reach))) return done(notPublic(hostname), "", 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
}

/** Throws what is wrong with an address, as far as it can be seen without dialling it; one written as a number is dialled without a lookup. */
export function checkAddress(text: string, { reach, plain, secretPlace }: AddressRules): URL {
  const url = URL.parse(text);
  if (!url) throw new AppError("bad_request", "Enter an address such as https://example.com.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isNumber = isIP(host) !== 0;
  const isHere = host === "localhost" || host.endsWith(".localhost") || (isNumber && isLoopback(host));
  if (url.username || url.password)
    throw new AppError("bad_request", `Leave name and password out of the address${secretPlace ? `; ${secretPlace}` : ""}.`);
  if ((isNumber && isBeyond(host, reach)) || (isHere && reach === "public")) throw notPublic(host);
  const mayBePlain = plain === "anywhere" || reach === "network" || (reach === "machine" && isHere);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && mayBePlain))
    throw new AppError("bad_request", `The address must begin with https://${mayBePlain ? " or http://" : ""}.`);
  return url;
}

const notPublic = (host: string) => new AppError("bad_request", `${host} is not a public address.`);

function isBeyond(address: string, reach: Reach): boolean {
  if (reach === "network") return isMetadata(address);
  return isInside(address) && !(reach === "machine" && isLoopback(address));
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.") || address === "::1";
}
