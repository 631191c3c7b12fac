"use client";
import type { SearchHit } from "@openvibe/core/search/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { channelName } from "../chat/channels/channel-name.tsx";
import { sideOf } from "../chat/side-of.ts";
import { useMemberLookup } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { Highlighted, textOf } from "./highlighted.tsx";
import { hasTitle, useKindOfHit } from "./hit-icon.tsx";
import { targetOf } from "./hit-target.ts";

const rowClass = "flex items-start gap-3 rounded-lg px-2.5 py-2.5 outline-offset-[-2px]";

export function ResultRow({ hit }: { hit: SearchHit }) {
  const target = targetOf(hit);
  const content = <Content hit={hit} />;
  return (
    <li className="@container">
      {target ? (
        <RouteLink to={target.to} search={target.search} data-result className={`${rowClass} hover:bg-hover`}>
          {content}
        </RouteLink>
      ) : (
        <div tabIndex={0} role="group" data-result className={rowClass}>
          {content}
        </div>
      )}
    </li>
  );
}

function Content({ hit }: { hit: SearchHit }) {
  const members = useMemberLookup();
  const { icon: Icon, label } = useKindOfHit(hit);
  const author = hit.authorId ? members.byId(hit.authorId).name : undefined;
  const isSaid = !hasTitle(hit);
  const heading: ReactNode = isSaid ? (author ?? label) : <Highlighted parts={hit.title} />;
  return (
    <>
      <Icon role="img" aria-label={label} className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-2 @md:flex-nowrap">
          <bdi
            dir={isSaid ? "auto" : sideOf(textOf(hit.title))}
            className="min-w-0 flex-1 truncate text-base font-medium @md:max-w-[70%] @md:flex-none"
          >
            {heading}
          </bdi>
          <Place hit={hit} />
          <RelativeTime at={hit.createdAt} className="ml-auto shrink-0 text-xs text-ink-faint" />
        </span>
        {hit.excerpt.length > 0 ? (
          <span dir={sideOf(textOf(hit.excerpt))} className="line-clamp-3 text-sm break-words whitespace-pre-line text-ink-soft">
            <Highlighted parts={hit.excerpt} />
          </span>
        ) : null}
      </span>
    </>
  );
}

/** Its channel, and for what was said in a thread the thread; in a narrow row on a line of its own. */
function Place({ hit }: { hit: SearchHit }) {
  const { queries, workspace } = useWorkspace();
  const members = useMemberLookup();
  const { data: channels } = useQuery(queries.chat.listChannels.queryOptions());
  const channel = channels?.find(({ id }) => id === hit.channelId);
  const name = channel ? (channel.kind === "direct" ? "" : "#") + channelName(channel, workspace.memberId, members) : undefined;
  const title = hasTitle(hit) ? "" : textOf(hit.title);
  const state = hit.thread && hit.thread.status !== "active" ? hit.thread.status : "";
  return (
    <bdi className="order-last min-w-0 basis-full truncate text-xs text-ink-faint @md:order-none @md:basis-auto">
      {[name, title, state].filter(Boolean).join(" · ")}
    </bdi>
  );
}
