"use client";
import type { KeyUse } from "@openvibe/core/keys/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { dollarsAlike } from "../billing/money.ts";
import { skillName } from "../billing/skill-names.ts";
import { useSubjectNames } from "../billing/use-subject-names.ts";
import { ShowOlder } from "../shell/listing.tsx";

const PAGE = 10;

interface Of {
  /** A key that calls come with, of an app or a tool; else one of a provider that they go out with. */
  virtual?: boolean;
  keyId: string;
  label: string;
}

/** What a key was used for, call by call; read when somebody opens it. */
export function KeyUses(of: Of) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure className="basis-full" onOpen={() => setOpen(true)} summary={<span className="text-sm text-ink-soft">Last uses</span>}>
      {open ? <Uses {...of} /> : null}
    </Disclosure>
  );
}

function Uses({ virtual = false, keyId, label }: Of) {
  const { queries } = useWorkspace();
  const verb = virtual ? queries.keys.listVirtualKeyUses : queries.keys.listKeyUses;
  const uses = useInfiniteQuery(
    verb.infiniteOptions({
      input: (cursor: string | undefined) => ({ keyId, cursor, limit: PAGE }),
      ...BY_CURSOR,
      refetchInterval: 15_000,
    }),
  );
  if (!uses.data) return <NotThereYet of={uses} say={messageOf} className="mt-2 h-16 rounded-xl" />;
  const all = uses.data.pages.flatMap(({ items }) => items);
  if (all.length === 0) return <p className="mt-1 text-sm text-ink-faint">No call has ended with it yet.</p>;
  const cost = dollarsAlike(all.map(({ costMicros }) => costMicros));
  return (
    <>
      <p className="mt-1 mb-1.5 text-xs text-ink-faint">
        Calls that ended with this key, the newest first. What was tried again is one call.
      </p>
      <ul aria-label={`Last uses of ${label}`} className="divide-y divide-line border-t border-line">
        {all.map((use) => (
          <Use key={use.id} use={use} virtual={virtual} cost={cost(use.costMicros)} />
        ))}
      </ul>
      <ShowOlder of={uses} />
    </>
  );
}

const FAILED: Readonly<Partial<Record<KeyUse["outcome"], string>>> = { failed: "failed", cancelled: "stopped", refused: "declined" };

function Use({
  use: { skill, model, memberId, agentId, virtualKeyId, outcome, createdAt },
  virtual,
  cost,
}: {
  use: KeyUse;
  virtual: boolean;
  cost: string;
}) {
  const nameOf = useSubjectNames();
  const by = [
    ...(agentId === null ? [] : [nameOf("agent", agentId)]),
    ...(memberId === null ? [] : [`${agentId === null ? "" : "for "}${nameOf("person", memberId)}`]),
    ...(virtualKeyId === null || virtual ? [] : [`with the key “${nameOf("key", virtualKeyId)}”`]),
  ];
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5 text-sm">
      <span className="min-w-44 flex-1">
        {skillName(skill)}{" "}
        <span className="wrap-anywhere text-ink-faint">
          {by.length === 0 && !virtual
            ? "by the workspace itself"
            : by.map((each, at) => (
                <Fragment key={each}>
                  {at > 0 ? " " : "by "}
                  <bdi>{each}</bdi>
                </Fragment>
              ))}
        </span>
      </span>
      {FAILED[outcome] ? <Badge tone="warning">{FAILED[outcome]}</Badge> : null}
      <span className="text-xs wrap-anywhere text-ink-soft">{model}</span>
      <span className="min-w-16 text-right tabular-nums">{cost}</span>
      <RelativeTime at={createdAt} className="min-w-16 text-right text-xs text-ink-faint" />
    </li>
  );
}
