"use client";
import type { RestingKey } from "@openvibe/core/gateway/model";
import { sayTime } from "../../data/times.ts";

/** Of one model or of several. */
const WHY: Readonly<Record<RestingKey["why"], string>> = {
  refused: "was refused or has no credit",
  limited: "had too many calls",
  no_access: "cannot be used with its key",
  failing: "failed again and again",
};

/** Says of a key, or of some of its models, that nothing is sent there for a while, and until when. */
export function Resting({ name, keys }: { name: string; keys: readonly RestingKey[] }) {
  const refused = keys.filter(({ why }) => why === "refused");
  const lines = refused.length > 0 ? [["refused", refused] as const] : [...Map.groupBy(keys, ({ why }) => why)];
  return lines.map(([why, all]) => {
    const until = new Date(Math.max(...all.map((each) => each.until.getTime())));
    return (
      <p key={why} className="mt-1 text-sm text-pretty wrap-anywhere text-warning">
        {why === "refused" ? name : all.map(({ model }) => model).join(", ")} {WHY[why]}: left out until {sayTime("time", until)}, then
        tried again.
      </p>
    );
  });
}
