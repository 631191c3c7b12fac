"use client";
import type { ApprovalCard as Card } from "@openvibe/core/chat/model";
import { cx } from "@openvibe/ui/class-names";
import { Problem } from "@openvibe/ui/primitives/problem";
import { Badge, type Tone } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Input } from "@openvibe/ui/primitives/input";
import { Hand, ShieldAlert } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { toast } from "sonner";
import { sayMoment, sayTime } from "../../data/times.ts";
import { messageOf, statusOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { CardFrame } from "../chat/cards/card-frame.tsx";
import { formText } from "../../data/form-text.ts";
import { useMemberLookup, useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";
import { AllowLonger, type Longer, WHERE_TAKEN_BACK, within } from "./allow-longer.tsx";
import { EFFECTS } from "./effects.ts";
import { ExactCall } from "./exact-call.tsx";

/** A sentence that is longer is mostly what somebody wrote. */
const LONG = 300;

/** What an agent wants to do, exactly, with the choice to allow or refuse it. */
export function ApprovalCard({ card }: { card: Card }) {
  const members = useMemberLookup();
  const agent = members.byId(card.agentId).name;
  const pending = card.state === "pending" && new Date(card.expiresAt) > new Date();
  // Decided so long ago that who decided what is all that is kept.
  const isEmptied = card.says === "";
  return (
    <CardFrame aria-label={`${agent} asks: ${card.title}`}>
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-3.5 py-2 text-sm">
        <Hand aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span className="font-medium">
          <bdi>{agent}</bdi> {pending ? "asks first" : "asked first"}
        </span>
        <Badge tone={EFFECTS[card.effect].tone}>{EFFECTS[card.effect].label}</Badge>
        <State card={card} />
      </header>
      <div className="grid gap-2.5 px-3.5 py-3">
        <div>
          <p className="text-sm text-ink-soft">
            <bdi>{agent}</bdi> {pending ? "wants" : "wanted"} to do this for <bdi>{members.byId(card.askedFor).name}</bdi>:
          </p>
          <p dir="auto" className={cx("text-pretty wrap-anywhere", card.says.length > LONG ? "text-sm" : "text-md font-medium")}>
            {isEmptied ? card.title : card.says}
          </p>
        </div>
        {pending ? <ExactCall card={card} /> : null}
        {isEmptied || pending ? null : (
          <Disclosure summary={<span className="text-sm text-ink-soft">What exactly was asked for</span>}>
            <ExactCall card={card} />
          </Disclosure>
        )}
        <p className="text-xs text-ink-faint">
          {isEmptied ? "What it was in full is kept no longer" : card.title}
          {pending ? <> · waits until {sayMoment(card.expiresAt)}</> : null}
        </p>
        {card.tainted ? (
          <p className="flex items-start gap-1.5 rounded-md bg-warning-soft px-2.5 py-2 text-sm text-pretty text-warning">
            <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            Words from outside are in play: whoever wrote them may want this to happen. Look closely.
          </p>
        ) : null}
        {pending ? <Decide card={card} /> : null}
        {card.always ? (
          <p className="text-sm text-ink-soft">
            From then on allowed {within(card.always)} without asking, until{" "}
            {card.alwaysUntil ? `${sayTime("day", card.alwaysUntil)} or until ` : ""}
            somebody takes it back.{" "}
            <RouteLink
              to={{ screen: "settings" }}
              search={WHERE_TAKEN_BACK}
              className="touch-around text-brand-text underline underline-offset-2"
            >
              What is allowed
            </RouteLink>
          </p>
        ) : null}
        {card.state === "expired" ? (
          <p className="text-sm text-ink-soft">{card.reason} Write to the agent again, and it asks anew.</p>
        ) : null}
        {card.reason && card.state !== "expired" ? (
          <p dir="auto" className="text-sm text-ink-soft">
            “{card.reason}”
          </p>
        ) : null}
      </div>
    </CardFrame>
  );
}

const STATES: Readonly<Record<Card["state"], { label: string; tone: Tone }>> = {
  pending: { label: "Waits for a yes", tone: "brand" },
  approved: { label: "Allowed", tone: "success" },
  denied: { label: "Refused", tone: "danger" },
  expired: { label: "Expired", tone: "neutral" },
  withdrawn: { label: "No longer wanted", tone: "neutral" },
};

function State({ card }: { card: Card }) {
  const members = useMemberLookup();
  const { write } = useRights();
  const expired = card.state === "pending" && new Date(card.expiresAt) <= new Date();
  const state = expired ? "expired" : card.state;
  const { label, tone } = STATES[state];
  return (
    <Badge tone={tone} className="ml-auto">
      {state === "pending" && write ? "Waits for your yes" : label}
      {card.decidedBy ? (
        <>
          {" by "}
          <bdi>{members.byId(card.decidedBy).name}</bdi>
        </>
      ) : null}
    </Badge>
  );
}

function Decide({ card }: { card: Card }) {
  const { approvalId, eachTime } = card;
  const { client } = useWorkspace();
  const rights = useRights();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [form, setForm] = useState<"refuse" | "longer">();
  if (!rights.write) return <p className="text-sm text-ink-faint">Somebody who may do this decides.</p>;
  const decide = async (decision: "approve" | "deny", more: { reason?: string } | Longer = {}) => {
    setBusy(true);
    setProblem(undefined);
    const decided = await client.approvals.decideApproval({ approvalId, decision, ...more }).catch((error: unknown) => {
      // What somebody else decided meanwhile takes these buttons away: that this choice did not count is said where it stays.
      if (statusOf(error) === 409) toast.error(messageOf(error));
      else setProblem(messageOf(error));
    });
    setBusy(false);
    return decided !== undefined;
  };
  const refuse = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void decide("deny", { reason: formText(new FormData(event.currentTarget), "reason").trim() });
  };
  const back = () => setForm(undefined);
  return (
    <>
      {form === "refuse" ? (
        <form onSubmit={refuse} className="flex flex-wrap gap-2">
          <Input
            name="reason"
            aria-label="Why not (the agent is told)"
            placeholder="Why not? The agent is told."
            maxLength={500}
            autoFocus
            className="min-w-48 flex-1"
          />
          <Button type="submit" look="danger" busy={busy} className="h-9">
            Refuse
          </Button>
          <Button className="h-9" onClick={back}>
            Back
          </Button>
        </form>
      ) : form === "longer" ? (
        <AllowLonger card={card} busy={busy} onAllow={(longer) => decide("approve", longer)} onBack={back} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" busy={busy} onClick={() => void decide("approve")}>
            Allow once
          </Button>
          <Button disabled={busy} onClick={() => setForm("refuse")}>
            Refuse …
          </Button>
          {eachTime ? null : (
            <Button look="ghost" disabled={busy} onClick={() => setForm("longer")}>
              Allow for longer …
            </Button>
          )}
        </div>
      )}
      <Problem look="line">{problem}</Problem>
    </>
  );
}
