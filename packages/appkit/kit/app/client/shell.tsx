import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { useAppConfig } from "../../shared/client/app-config.tsx";
import type { MenuEntry } from "../../shared/client/app-config.tsx";
import { useAllowed, useUser } from "../../shared/client/session.tsx";
import { SidebarShell } from "./sidebar-shell.tsx";
import { TopShell } from "./top-shell.tsx";

const BARE = new Set(["/sign-in", "/sign-up"]);

/** Who works in the app gets a sidebar; visitors of an app with a front page, and its ordinary members, get a top bar. */
export function useIsWorkspace(): boolean {
  const { hasLanding, roles } = useAppConfig();
  const user = useUser();
  if (!user) return false;
  return !hasLanding || roles.length < 2 || user.role !== roles.at(-1)?.name;
}

export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const workspace = useIsWorkspace();
  const main = useRef<HTMLElement>(null);
  useNewPage(location, main);
  const content = (
    <main ref={main} id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
      {children}
    </main>
  );
  if (BARE.has(location)) return content;
  const Frame = workspace ? SidebarShell : TopShell;
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the content
      </a>
      <Frame>{content}</Frame>
    </>
  );
}

/** After a change of page, reading and the keyboard start at its top; an app beside which somebody writes leaves them the focus. */
function useNewPage(location: string, main: React.RefObject<HTMLElement | null>): void {
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    window.scrollTo(0, 0);
    if (document.hasFocus()) main.current?.focus({ preventScroll: true });
  }, [location, main]);
}

/** The menu's entries that are open to the person. */
export function useMenu(): MenuEntry[] {
  const { menu, home } = useAppConfig();
  const allowed = useAllowed();
  const workspace = useIsWorkspace();
  return menu.filter((entry) => allowed(entry.access) && !(workspace && entry.href === "/" && home !== "/"));
}

/** Whether a menu entry stands for the shown page; of two that match, the longer address counts. */
export function useIsCurrent(): (entry: MenuEntry, all: readonly MenuEntry[]) => boolean {
  const [location] = useLocation();
  const covers = (href: string) => (href === "/" ? location === "/" : location === href || location.startsWith(`${href}/`));
  return (entry, all) => covers(entry.href) && !all.some((other) => other.href.length > entry.href.length && covers(other.href));
}
