"use client";
import type { BuildOutcome } from "@openvibe/core/builder/model";
import type { App } from "@openvibe/core/hosting/model";
import { AppIcon } from "@openvibe/ui/components/app-icon";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { cx } from "@openvibe/ui/class-names";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { useMutation } from "@tanstack/react-query";
import { Hammer, Monitor, PanelRightClose, Power, RotateCw, Smartphone } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { answers, STATES } from "./app-state.ts";
import { AddressBar } from "./address-bar.tsx";
import { OpenAppIcon } from "./open-app-button.tsx";
import { useAppActions } from "./use-app-actions.ts";
import { useEmbeddedLink } from "./use-embedded-link.ts";
import { useKeptFocus } from "./use-kept-focus.ts";

type Width = "desktop" | "phone";

/** A browser in miniature that shows the thread's app, signed in as the person who looks. */
export function PreviewPane({ app, build, onClose }: { app: App | undefined; build?: BuildOutcome; onClose?: () => void }) {
  const [width, setWidth] = useState<Width>("desktop");
  const [visit, setVisit] = useState({ path: "/", count: 0 });
  const go = (path: string) => setVisit(({ count }) => ({ path, count: count + 1 }));
  const running = app !== undefined && answers(app.state);
  return (
    <section aria-label="Preview" className="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas">
      <div className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2">
        <IconButton label="Reload" disabled={!running} onClick={() => go(visit.path)}>
          <RotateCw />
        </IconButton>
        <AddressBar key={`${app?.id}${visit.path}`} url={app?.url} path={visit.path} onGo={go} />
        <Segmented
          label="Width"
          value={width}
          onChange={setWidth}
          className="max-sm:hidden"
          options={[
            { value: "desktop", label: "Desktop width", icon: <Monitor />, iconOnly: true },
            { value: "phone", label: "Phone width", icon: <Smartphone />, iconOnly: true },
          ]}
        />
        {app ? <OpenAppIcon appId={app.id} disabled={!running} /> : null}
        {onClose ? (
          <IconButton label="Close the preview" onClick={onClose}>
            <PanelRightClose />
          </IconButton>
        ) : null}
      </div>
      <div className={cx("flex min-h-0 flex-1 justify-center", width === "phone" && "bg-sunken p-4")}>
        {running ? <Frame key={app.id} app={app} width={width} visit={visit} onGo={go} /> : <NotRunning app={app} build={build} />}
      </div>
    </section>
  );
}

function Frame({
  app,
  width,
  visit,
  onGo,
}: {
  app: App;
  width: Width;
  visit: { path: string; count: number };
  onGo: (path: string) => void;
}) {
  const link = useEmbeddedLink(app.id);
  const [entered, setEntered] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const keepsFocus = useKeptFocus(around);
  const version = useRef(app.version);
  useEffect(() => {
    if (version.current === app.version) return;
    version.current = app.version;
    onGo(visit.path);
  }, [app.version, visit.path, onGo]);
  useEffect(() => setLoaded(false), [visit.count]);
  if (link.problem) return <ErrorState title="The preview cannot be opened" message={link.problem} onRetry={link.retry} />;
  // The one-time link signs in and must get through; visits after it have the cookie.
  const source = entered && visit.count > 0 ? new URL(visit.path, app.url).href : link.url;
  return (
    <div
      ref={around}
      className={cx(
        "relative flex min-h-0 flex-1 bg-white",
        width === "phone" && "max-w-[390px] overflow-hidden rounded-2xl border border-line-strong shadow-lg",
      )}
    >
      {loaded ? null : <FrameSkeleton app={app} />}
      {source ? (
        <iframe
          key={entered ? visit.count : 0}
          title={`${app.name}, running`}
          src={source}
          sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-modals allow-downloads"
          allow="clipboard-write; fullscreen"
          inert={keepsFocus}
          onLoad={() => {
            setLoaded(true);
            setEntered(true);
          }}
          className={cx("h-full w-full border-0 transition-opacity duration-200", !loaded && "opacity-0")}
        />
      ) : null}
    </div>
  );
}

function FrameSkeleton({ app }: { app?: App }) {
  return (
    <div
      role="status"
      aria-label={app ? `Loading ${app.name}` : "The app is being built"}
      className="absolute inset-0 grid grid-cols-[11rem_1fr] bg-surface max-lg:grid-cols-1"
    >
      <div className="space-y-3 border-r border-line p-5 max-lg:hidden">
        {app ? <AppIcon icon={app.icon} accent={app.accent} size="sm" /> : <Skeleton className="size-6" />}
        {["w-24", "w-28", "w-20", "w-24"].map((width, index) => (
          <Skeleton key={`${width}${String(index)}`} className={`h-3.5 ${width}`} />
        ))}
      </div>
      <div className="space-y-5 p-6">
        <Skeleton className="h-6 w-48" />
        <div className="grid grid-cols-2 gap-4 xl:grid-cols-3">
          {["a", "b", "c", "d", "e", "f"].map((cell) => (
            <Skeleton key={cell} className="h-28 rounded-xl" />
          ))}
        </div>
      </div>
    </div>
  );
}

const NOT_BUILT = {
  failed: "There is no version of it yet",
  cancelled: "The build was cancelled",
  passed: "Its app was deleted",
  running: "",
};

function NotBuilt({ build: { projectId, state, message } }: { build: BuildOutcome }) {
  const { queries } = useWorkspace();
  const again = useMutation(queries.builder.buildAgain.mutationOptions({ onError: (error) => toast.error(messageOf(error)) }));
  return (
    <EmptyState
      icon={<Hammer />}
      title={NOT_BUILT[state]}
      action={
        <Button look="primary" busy={again.isPending} onClick={() => again.mutate({ projectId })}>
          Build it again
        </Button>
      }
    >
      {state === "failed" && message ? (
        <WordsWithCode>{message}</WordsWithCode>
      ) : (
        "It is built anew from what was agreed. Or say in the conversation what to change."
      )}
    </EmptyState>
  );
}

function NotRunning({ app, build }: { app: App | undefined; build: BuildOutcome | undefined }) {
  const { start, busy } = useAppActions(app?.id ?? "");
  if (!app?.version && build && build.state !== "running") return <NotBuilt build={build} />;
  if (!app || app.state === "building" || app.state === "starting")
    return (
      <div className="relative flex-1">
        <FrameSkeleton app={app} />
        <p className="absolute inset-x-0 bottom-6 text-center">
          <span className="rounded-full border border-line bg-raised px-3.5 py-1.5 text-sm text-ink-soft shadow-md">
            {app ? STATES[app.state].hint : "Your app appears here as soon as it runs."}
          </span>
        </p>
      </div>
    );
  return (
    <EmptyState
      icon={<Power />}
      title={app.state === "stopped" ? "The app is stopped" : "The app does not run"}
      action={
        <Button look="primary" busy={busy === "start"} onClick={start}>
          Start it
        </Button>
      }
    >
      <WordsWithCode>{app.note || STATES[app.state].hint}</WordsWithCode>
    </EmptyState>
  );
}
