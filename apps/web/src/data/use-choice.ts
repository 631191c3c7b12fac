"use client";
import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { toast } from "sonner";
import { messageOf } from "./errors.ts";

interface Choice<Value> {
  /** What is known where nothing is being saved. */
  known: Value;
  /** Keeps the whole value; what the screen reads should hold it afterwards. */
  save: (value: Value) => Promise<unknown>;
  /** What is read anew once everything is saved. */
  stale: QueryKey;
}

/**
 * A value that is saved at each choice, by a name of its own in the workspace. The newest choice shows at once and stands until it is
 * saved: saves go one after the other, and what is read or told meanwhile, which may be older, does not show.
 */
export function useChoice<Value>(name: string, { known, save, stale }: Choice<Value>): [Value, (value: Value) => void] {
  const cache = useQueryClient();
  const held = heldAs<Value>(cache, name);
  const chosen = useSyncExternalStore(held.subscribe, held.read, () => undefined);
  const choose = async (value: Value) => {
    const isSaving = held.read() !== undefined;
    held.hold({ value });
    if (isSaving) return;
    for (let sent = held.read(); sent; sent = held.read()) {
      try {
        await save(sent.value);
      } catch (error) {
        // The next one holds all of this one: it says for both whether they could be saved.
        if (held.read() === sent) toast.error(messageOf(error));
      }
      if (held.read() === sent) await cache.invalidateQueries({ queryKey: stale });
      if (held.read() === sent) held.hold(undefined);
    }
  };
  return [chosen ? chosen.value : known, (value) => void choose(value)];
}

interface Held<Value> {
  read: () => { value: Value } | undefined;
  hold: (chosen: { value: Value } | undefined) => void;
  subscribe: (notify: () => void) => () => void;
}

/** Kept beside the cache rather than in a component: who leaves a screen and comes back finds what is still being saved. */
const byCache = new WeakMap<QueryClient, Map<string, Held<unknown>>>();

function heldAs<Value>(cache: QueryClient, name: string): Held<Value> {
  const all = byCache.get(cache) ?? new Map<string, Held<unknown>>();
  byCache.set(cache, all);
  const held = all.get(name) ?? createHeld();
  all.set(name, held);
  return held as Held<Value>;
}

function createHeld(): Held<unknown> {
  let chosen: { value: unknown } | undefined;
  const listeners = new Set<() => void>();
  return {
    read: () => chosen,
    hold(next) {
      chosen = next;
      for (const notify of listeners) notify();
    },
    subscribe(notify) {
      listeners.add(notify);
      return () => void listeners.delete(notify);
    },
  };
}
