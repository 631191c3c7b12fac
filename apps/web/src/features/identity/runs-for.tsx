"use client";
import type { ReactNode } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "./use-members.ts";

/** Told to whoever writes what agents do on somebody else's behalf: from then on they do it on theirs. */
export function RunsFor({ ownerId, children }: { ownerId: string; children?: ReactNode }) {
  const { memberId } = useWorkspace().workspace;
  const members = useMemberLookup();
  if (ownerId === memberId) return null;
  return (
    <p className="text-sm text-pretty text-ink-soft">
      It runs for <bdi>{members.byId(ownerId).name}</bdi>, with their rights. Once you change its words or its agent, it runs for you, with
      yours. {children}
    </p>
  );
}
