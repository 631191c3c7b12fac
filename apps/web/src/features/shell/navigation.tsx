"use client";
import { type ComponentProps, useSyncExternalStore } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { parseRoute, pathOf, type Place, type Route } from "./routes.ts";

const MOVED = "openvibe:moved";

function subscribe(notify: () => void): () => void {
  window.addEventListener("popstate", notify);
  window.addEventListener(MOVED, notify);
  return () => {
    window.removeEventListener("popstate", notify);
    window.removeEventListener(MOVED, notify);
  };
}

/** Moves without asking the server: every address of a workspace is the same page, so this works offline too. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) window.history.replaceState(null, "", path);
  else if (path !== window.location.pathname + window.location.search) window.history.pushState(null, "", path);
  window.dispatchEvent(new Event(MOVED));
}

/** Undefined while the page is a static shell. */
export function usePathname(): string | undefined {
  return useSyncExternalStore(
    subscribe,
    () => window.location.pathname,
    () => undefined,
  );
}

export function useSearch(): URLSearchParams {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => "",
  );
  return new URLSearchParams(search);
}

export function useRoute(): Route {
  return parseRoute(usePathname() ?? "").route;
}

/** `go(route)` inside the current workspace. */
export function useGo(): (route: Place, search?: string) => void {
  const { workspace } = useWorkspace();
  return (route, search = "") => navigate(pathOf(workspace.id, route) + search);
}

export function RouteLink({ to, search = "", onClick, ...props }: Omit<ComponentProps<"a">, "href"> & { to: Place; search?: string }) {
  const { workspace } = useWorkspace();
  const href = pathOf(workspace.id, to) + search;
  return (
    <a
      {...props}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        navigate(href);
      }}
    />
  );
}
