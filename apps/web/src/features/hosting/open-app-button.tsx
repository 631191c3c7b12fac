"use client";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";

/** Opens the app in a tab of its own, signed in by a one-time link. */
function useOpenApp(appId: string): { open: () => void; busy: boolean } {
  const { client } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    // The tab is opened by the click itself: browsers block one that comes after an answer.
    const tab = window.open("about:blank", "_blank");
    setBusy(true);
    try {
      const { url } = await client.hosting.openApp({ appId });
      if (tab) {
        tab.opener = null;
        tab.location.replace(url);
      } else window.location.assign(url);
    } catch (error) {
      tab?.close();
      toast.error(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { open: () => void open(), busy };
}

export function OpenAppButton({ appId, look = "primary", disabled }: { appId: string; look?: "primary" | "outline"; disabled?: boolean }) {
  const { open, busy } = useOpenApp(appId);
  return (
    <Button look={look} busy={busy} disabled={disabled} onClick={open}>
      Open <ExternalLink aria-hidden className="size-3.5" />
      <span className="sr-only">in a new tab</span>
    </Button>
  );
}

export function OpenAppIcon({ appId, disabled }: { appId: string; disabled?: boolean }) {
  const { open } = useOpenApp(appId);
  return (
    <IconButton label="Open in a new tab" onClick={open} disabled={disabled}>
      <ExternalLink />
    </IconButton>
  );
}
