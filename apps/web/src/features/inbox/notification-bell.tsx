"use client";
import { Popover } from "@base-ui/react/popover";
import { cx } from "@openvibe/ui/class-names";
import { Button } from "@openvibe/ui/primitives/button";
import { popupClass } from "@openvibe/ui/primitives/menu";
import { Bell, CheckCheck } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { RouteLink } from "../shell/navigation.tsx";
import { NotificationRow } from "./notification-row.tsx";
import { useNotices } from "./use-notices.ts";

/** What the person was told and has not read, wherever they are. */
export function NotificationBell() {
  const { client } = useWorkspace();
  const [open, setOpen] = useState(false);
  const { items, unread, shown } = useNotices();
  const markRead = (notificationIds?: string[]) =>
    client.inbox.markNotificationsRead(notificationIds ? { notificationIds } : {}).catch((error: unknown) => {
      toast.error(messageOf(error));
    });
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={unread > 0 ? `Notifications, ${shown} unread` : "Notifications"}
        className="relative grid size-9 pointer-coarse:size-10 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover"
      >
        <Bell aria-hidden className="size-4.5" />
        {unread > 0 ? (
          <span
            aria-hidden
            className="absolute top-0.5 right-0.5 grid h-4 min-w-4 place-items-center rounded-full bg-brand px-1 text-2xs font-semibold text-brand-ink tabular"
          >
            {shown}
          </span>
        ) : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={8} collisionPadding={8} className="z-60">
          <Popover.Popup className={cx(popupClass, "w-[min(24rem,calc(100vw-1rem))] p-0")}>
            <div className="flex h-11 items-center justify-between border-b border-line pr-2 pl-3.5">
              <Popover.Title className="text-sm font-semibold">Notifications</Popover.Title>
              {/* It stays when nothing is left, so that focus is not lost. */}
              <Button size="sm" look="ghost" aria-disabled={unread === 0} onClick={() => unread > 0 && void markRead()}>
                <CheckCheck className="size-3.5" /> All read
              </Button>
            </div>
            <ul className="max-h-[min(26rem,60vh)] overflow-y-auto p-1">
              {items?.map((notification) => (
                <NotificationRow
                  key={notification.id}
                  notification={notification}
                  onOpen={() => {
                    setOpen(false);
                    void markRead([notification.id]);
                  }}
                />
              ))}
              {items?.length === 0 ? <li className="px-3 py-8 text-center text-sm text-ink-faint">Nothing new for you.</li> : null}
            </ul>
            <div className="flex justify-between gap-3 border-t border-line px-3.5 py-2 text-xs text-ink-soft">
              <RouteLink to={{ screen: "inbox" }} onClick={() => setOpen(false)} className="hover:underline">
                Open the inbox
              </RouteLink>
              <RouteLink to={{ screen: "settings" }} onClick={() => setOpen(false)} className="hover:underline">
                When you are told
              </RouteLink>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
