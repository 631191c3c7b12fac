import { ORPCError } from "@orpc/client";
import { expect, test } from "vitest";
import { isUnreachable, messageOf } from "./errors.ts";

test("what the server itself says of something that cannot be reached is shown; what a proxy says in its place is not", () => {
  const ours = new ORPCError("unavailable", { status: 503, defined: true, message: "The tool server refuses the token. Check it." });
  expect(messageOf(ours)).toBe("The tool server refuses the token. Check it.");
  const unreached = "The server cannot be reached. Check that it runs, then try again.";
  expect(messageOf(new ORPCError("SERVICE_UNAVAILABLE", { status: 503, message: "upstream connect error" }))).toBe(unreached);
  expect(messageOf(new TypeError("Failed to fetch"))).toBe(unreached);
  expect(isUnreachable(ours), "it may be asked again").toBe(true);
});
