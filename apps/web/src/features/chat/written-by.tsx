"use client";
import { isOffline } from "@openvibe/core/gateway/model";
import { Popover } from "@openvibe/ui/primitives/popover";
import { Cpu } from "lucide-react";
import { RouteLink } from "../shell/navigation.tsx";

/** Says which model wrote a message, and what that means. */
export function WrittenBy({ model }: { model: string }) {
  const offline = isOffline(model);
  return (
    <Popover
      title={offline ? "Written by the offline model" : `Written by ${model}`}
      trigger={
        <button
          type="button"
          className="touch-around inline-flex h-6 items-center gap-1 rounded-sm border border-line px-1.5 text-2xs font-medium text-ink-faint hover:border-line-strong hover:text-ink"
        >
          <Cpu aria-hidden className="size-3" /> {offline ? "offline model" : model}
        </button>
      }
    >
      {offline ? (
        <>
          Rules and templates on this server wrote this, not a language model. It understands common kinds of apps and says what it leaves
          out. Nothing left this machine.{" "}
          <RouteLink to={{ screen: "settings" }} className="text-brand-text underline underline-offset-2">
            Model settings
          </RouteLink>
        </>
      ) : (
        "A language model wrote this. Check what matters to you."
      )}
    </Popover>
  );
}
