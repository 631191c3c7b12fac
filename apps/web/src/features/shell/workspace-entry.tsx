"use client";
import type { Me } from "@openvibe/core/identity/model";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { Logo } from "@openvibe/ui/components/logo";
import { buttonClass } from "@openvibe/ui/primitives/button";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { WorkspaceProvider } from "../../data/workspace-provider.tsx";
import { findMe } from "../identity/find-me.ts";
import { lastMe, rememberMe } from "../identity/last-me.ts";
import { rememberWorkspace } from "../identity/last-workspace.ts";
import { NewWorkspace } from "../identity/new-workspace.tsx";
import { usePathname } from "./navigation.tsx";
import { parseRoute } from "./routes.ts";
import { Shell } from "./shell.tsx";
import { ShellSkeleton } from "./shell-skeleton.tsx";

const toSignIn = () => window.location.replace(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);

type Loaded = { me: Me } | { problem: string } | undefined;

/** Finds out who asks and which workspace the address means, then opens it. */
export function WorkspaceEntry() {
  const pathname = usePathname();
  const [loaded, setLoaded] = useState<Loaded>();
  const cursor = useRef<string>(undefined);
  const load = useCallback(async () => {
    setLoaded(undefined);
    try {
      const me = await findMe();
      if (!me) return toSignIn();
      rememberMe(me);
      cursor.current = me.cursor;
      setLoaded({ me });
    } catch (error) {
      // Without a server the app opens as it is known here, and comes to life with the connection. Browsers say that they are online too easily.
      const known = isUnreachable(error) ? lastMe() : undefined;
      setLoaded(known ? { me: known } : { problem: messageOf(error) });
    }
  }, []);
  useEffect(() => void load(), [load]);

  const reload = useCallback(async (): Promise<boolean> => {
    try {
      const me = await findMe();
      if (me) setLoaded({ me });
      else toSignIn();
      const { workspaceId: open } = parseRoute(window.location.pathname);
      return me?.workspaces.some(({ id }) => id === open) ?? false;
    } catch {
      return true;
    }
  }, []);

  const workspaceId = pathname === undefined ? undefined : parseRoute(pathname).workspaceId;
  const workspace = loaded && "me" in loaded ? loaded.me.workspaces.find(({ id }) => id === workspaceId) : undefined;
  useEffect(() => {
    if (workspace) rememberWorkspace(workspace.id);
  }, [workspace]);

  if (!loaded || pathname === undefined) return <ShellSkeleton />;
  if ("problem" in loaded)
    return (
      <Outside>
        <ErrorState title="OpenVibe is not there" message={loaded.problem} onRetry={() => void load()} />
      </Outside>
    );
  if (workspaceId === "none" || loaded.me.workspaces.length === 0) return <NewWorkspace name={loaded.me.person.name} />;
  if (!workspace)
    return (
      <Outside>
        <EmptyState
          title="This workspace is not yours"
          action={
            <a href="/" className={buttonClass()}>
              Open mine
            </a>
          }
        >
          It does not exist, or you are not a member. Ask one of its admins to add {loaded.me.person.email}.
        </EmptyState>
      </Outside>
    );
  return (
    <WorkspaceProvider key={workspace.id} me={loaded.me} workspace={workspace} from={cursor} onOwnChange={reload}>
      <Shell />
    </WorkspaceProvider>
  );
}

/** What is said where no workspace is open. */
function Outside({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <div>
        <Logo className="flex justify-center" />
        {children}
      </div>
    </main>
  );
}
