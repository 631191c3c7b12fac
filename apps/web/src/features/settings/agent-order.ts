"use client";
import { useCallback } from "react";
import { useSetting } from "./use-settings.ts";

interface Listed {
  /** Null for whoever is not of the team of agents. */
  agent: string | null;
}

/** Puts agents into the order that was set, among themselves; those that it does not name come last, as they were. */
export function useAgentOrder(): <T extends Listed>(list: readonly T[]) => T[] {
  // As one word, which is the same from one reading of the settings to the next.
  const order = useSetting("agents.order").join(" ");
  return useCallback(
    <T extends Listed>(list: readonly T[]) => {
      const names = order.split(" ");
      const place = ({ agent }: T) => (names.includes(agent ?? "") ? names.indexOf(agent ?? "") : names.length);
      const agents = list.filter(({ agent }) => agent !== null).toSorted((one, next) => place(one) - place(next));
      const next = agents.values();
      return list.map((each) => (each.agent === null ? each : (next.next().value ?? each)));
    },
    [order],
  );
}
