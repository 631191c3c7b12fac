"use client";
import type { Handoff } from "@openvibe/core/briefing/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Copy } from "lucide-react";
import { toast } from "sonner";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import type { Place } from "../shell/routes.ts";
import { type HandoffLine, partsOf } from "./handoff-parts.ts";

/** A handoff as it was written: its parts, each line with a link to what it tells of. */
export function HandoffView({ handoff, place, open, onFollow }: { handoff: Handoff; place: Place; open: boolean; onFollow?: () => void }) {
  const { detail, text, authorId, createdAt } = handoff;
  const members = useMemberLookup();
  const { title, lead, parts } = partsOf(text);
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(
      () => toast.success("Copied as Markdown."),
      () => toast.error("It could not be copied. Select it and copy it by hand."),
    );
  };
  return (
    <li className="px-3 py-2">
      <Disclosure
        open={open}
        summary={
          <span className="text-sm">
            <span className="font-medium">{detail === "brief" ? "Brief" : "Detailed"}</span>{" "}
            <span className="text-ink-faint">
              by <bdi>{members.byId(authorId).name}</bdi> · <RelativeTime at={createdAt} />
            </span>
          </span>
        }
      >
        <article className="grid grid-cols-[minmax(0,1fr)] gap-3 pt-1 pb-2 pl-5 text-sm">
          <div>
            <h3 dir="auto" className="text-md font-semibold tracking-tight wrap-anywhere">
              {title}
            </h3>
            <p className="text-xs wrap-anywhere text-ink-faint first-letter:uppercase">{lead}</p>
          </div>
          {parts.map((part) => (
            <section key={part.title} aria-label={part.title}>
              <h4 className="mb-1 font-medium">{part.title}</h4>
              <ul className="list-disc space-y-1 pl-4 marker:text-ink-faint">
                {part.lines.map((line, index) => (
                  // oxlint-disable-next-line react/no-array-index-key -- what is written keeps its order
                  <li key={index} dir="auto" className="text-pretty wrap-anywhere text-ink-soft">
                    {line.text} <ArtefactLink line={line} place={place} onFollow={onFollow} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <Button size="sm" className="justify-self-start" onClick={() => void copy()}>
            <Copy aria-hidden className="size-3.5" /> Copy as Markdown
          </Button>
        </article>
      </Disclosure>
    </li>
  );
}

const LINK = "whitespace-nowrap text-brand-text underline underline-offset-2";

function ArtefactLink({ line: { kind, id }, place, onFollow }: { line: HandoffLine; place: Place; onFollow: (() => void) | undefined }) {
  switch (kind) {
    case "msg":
      return (
        <RouteLink to={place} search={`?m=${id}`} onClick={onFollow} className={LINK}>
          Where it was said
        </RouteLink>
      );
    case "app":
      return (
        <RouteLink to={{ screen: "app", appId: id, tab: "overview" }} className={LINK}>
          Open the app
        </RouteLink>
      );
    case "rem":
      return (
        <RouteLink to={{ screen: "agents" }} search="?tab=memory" className={LINK}>
          In memory
        </RouteLink>
      );
    default:
      return null;
  }
}
