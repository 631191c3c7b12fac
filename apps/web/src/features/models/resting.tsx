"use client";
import type { RestingKey } from "@openvibe/core/gateway/model";

const CLOCK = new Intl.DateTimeFormat("en", { timeStyle: "short" });
const WHY: Readonly<Record<RestingKey["why"], string>> = {
  refused: "was refused or has no credit",
  limited: "takes no more calls for the moment",
  failing: "failed again and again",
};

/** Says of a key, or of some of its models, that nothing is sent there for a while, and until when. */
export function Resting({ name, keys }: { name: string; keys: readonly RestingKey[] }) {
  const whole = keys.find(({ why }) => why !== "failing");
  const failing = keys.filter(({ why }) => why === "failing");
  const [first] = whole ? [whole] : failing;
  if (!first) return null;
  const subject = whole ? name : failing.map(({ model }) => model).join(", ");
  const until = failing.reduce((latest, each) => (each.until > latest ? each.until : latest), first.until);
  return (
    <p className="mt-1 text-sm text-pretty wrap-anywhere text-warning">
      {subject} {WHY[first.why]}: left out until {CLOCK.format(until)}, then tried again.
    </p>
  );
}
