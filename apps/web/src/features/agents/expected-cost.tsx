"use client";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollars } from "../billing/money.ts";

const DIGITS = 2;

/** What an agent that does something each time is likely to cost each time. */
export function ExpectedCost({ agent }: { agent: string }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.agents.expectTurn.queryOptions({ input: { agent } }));
  if (!data) return null;
  const { costMicros, turns } = data;
  const by =
    turns === 0 ? "by the prices of its model" : `by what it took ${turns === 1 ? "once" : `${turns.toLocaleString("en")} times`} before`;
  return (
    <p className="text-xs text-ink-soft">
      {costMicros === 0 ? "At no cost." : `About ${dollars(Number(costMicros.toPrecision(DIGITS)))} each time, ${by}.`}
    </p>
  );
}
