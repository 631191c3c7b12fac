"use client";
import { isOffline } from "@openvibe/core/gateway/model";
import { Cpu } from "lucide-react";
import { RouteLink } from "../shell/navigation.tsx";
import { MessageMark } from "./message-mark.tsx";

/** Says which model wrote something, and what that means; `insteadOf`: the one that was asked first, and was given the words. */
export function WrittenBy({ model, insteadOf }: { model: string; insteadOf?: string | null | undefined }) {
  const offline = isOffline(model);
  return (
    <MessageMark
      icon={<Cpu aria-hidden className="size-3" />}
      label={offline ? "offline model" : model}
      title={offline ? "Written by the offline model" : `Written by ${model}`}
    >
      {offline ? (
        <>
          Rules and templates on this server wrote this, not a language model. It understands common kinds of apps and says what it leaves
          out. {insteadOf ? "" : "Nothing left this machine. "}
          <RouteLink to={{ screen: "settings" }} search="?tab=models" className="text-brand-text underline underline-offset-2">
            Model settings
          </RouteLink>
        </>
      ) : (
        "A language model wrote this. Check what matters to you."
      )}
    </MessageMark>
  );
}
