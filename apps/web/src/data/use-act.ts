"use client";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "./errors.ts";

/** Does something, says when it could not be done, and reads anew what it may have changed; true when it was done. */
export function useAct(...stale: QueryKey[]): { act: (work: () => Promise<unknown>, said?: string) => Promise<boolean>; busy: boolean } {
  const cache = useQueryClient();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async act(work, said) {
      setBusy(true);
      try {
        await work();
        if (said !== undefined) toast.success(said);
        return true;
      } catch (error) {
        toast.error(messageOf(error));
        return false;
      } finally {
        await Promise.all(stale.map((queryKey) => cache.invalidateQueries({ queryKey })));
        setBusy(false);
      }
    },
  };
}
