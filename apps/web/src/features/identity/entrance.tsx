"use client";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { LogoMark } from "@openvibe/ui/components/logo";
import { useCallback, useEffect, useState } from "react";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { readHealth } from "../settings/health.ts";
import { findMe } from "./find-me.ts";
import { lastMe } from "./last-me.ts";
import { lastWorkspace } from "./last-workspace.ts";

/** The front door: to the workspace that was open last, or to sign-in; the first one of all makes an account. */
export function Entrance() {
  const [problem, setProblem] = useState<string>();
  const enter = useCallback(async () => {
    setProblem(undefined);
    try {
      const me = await findMe();
      if (!me) {
        const { isNew } = await readHealth().catch(() => ({ isNew: false }));
        return window.location.replace(isNew ? "/sign-up" : "/sign-in");
      }
      const last = lastWorkspace();
      const workspace = me.workspaces.find(({ id }) => id === last) ?? me.workspaces[0];
      window.location.replace(workspace ? `/w/${workspace.id}` : "/w/none");
    } catch (error) {
      if (isUnreachable(error) && lastMe() && lastWorkspace()) window.location.replace(`/w/${lastWorkspace()}`);
      else setProblem(messageOf(error));
    }
  }, []);
  useEffect(() => void enter(), [enter]);
  return (
    <main className="grid min-h-dvh place-items-center">
      {problem ? (
        <ErrorState title="OpenVibe is not there" message={problem} onRetry={() => void enter()} />
      ) : (
        <LogoMark className="size-9 animate-pulse-soft text-brand" />
      )}
    </main>
  );
}
