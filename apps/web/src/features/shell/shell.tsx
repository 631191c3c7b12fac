"use client";
import { Drawer } from "@openvibe/ui/primitives/dialog";
import { useEffect, useState } from "react";
import { OutboxProvider } from "../chat/outbox-provider.tsx";
import { useUnreadJump } from "../inbox/use-unread-jump.ts";
import { CommandMenu } from "../palette/command-menu.tsx";
import { LookOfSettings } from "../settings/look-of-settings.tsx";
import { IsolationBanner, OfflineNotice } from "./banners.tsx";
import { usePathname, useRoute } from "./navigation.tsx";
import { Screen } from "./screens.tsx";
import { ShellContext } from "./shell-context.ts";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useShellKeys } from "./use-shell-keys.ts";

/** Sidebar and screen. On a phone the sidebar is a drawer that every screen's header can open. */
export function Shell() {
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [commandOpen, setCommandOpen] = useState(false);
  const [sheetOpen, setSheetOpen] = useState(false);
  const pathname = usePathname();
  const route = useRoute();
  useEffect(() => setDrawerOpen(false), [pathname]);
  useShellKeys({ onCommands: () => setCommandOpen((was) => !was), onShortcuts: () => setSheetOpen(true) });
  useUnreadJump();
  return (
    <ShellContext.Provider value={{ openSidebar: () => setDrawerOpen(true), openCommands: () => setCommandOpen(true) }}>
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-ink px-3 py-2 text-sm text-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex h-dvh flex-col overflow-hidden">
        <IsolationBanner />
        <div className="flex min-h-0 flex-1">
          <div className="hidden w-64 shrink-0 md:flex">
            <Sidebar />
          </div>
          <Drawer open={drawerOpen} onOpenChange={setDrawerOpen} label="Navigation">
            <Sidebar />
          </Drawer>
          <main
            id="main"
            tabIndex={-1}
            className="relative flex min-w-0 flex-1 flex-col bg-surface outline-none md:my-2 md:mr-2 md:overflow-hidden md:rounded-xl md:border md:border-line md:shadow-sm"
          >
            <OfflineNotice />
            <OutboxProvider>
              <Screen route={route} />
            </OutboxProvider>
          </main>
        </div>
      </div>
      <LookOfSettings />
      <ShortcutSheet open={sheetOpen} onOpenChange={setSheetOpen} />
      <CommandMenu open={commandOpen} onOpenChange={setCommandOpen} />
    </ShellContext.Provider>
  );
}
