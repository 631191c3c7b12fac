"use client";
import type { Card, Message } from "@openvibe/core/chat/model";
import { ApprovalCard } from "../../approvals/approval-card.tsx";
import { PlanCard } from "../../plans/plan-card.tsx";
import { AppCard } from "./app-card.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { OutcomeCard } from "./outcome-card.tsx";
import { ProgressCard } from "./progress-card.tsx";
import { SpecCard } from "./spec-card.tsx";
import { SuggestionsCard } from "./suggestions-card.tsx";

interface MessageCardProps {
  card: Card;
  /** What it stands in. */
  message: Pick<Message, "id" | "threadId">;
  /** That message is the last of its thread, so its offers still stand. */
  isLatest: boolean;
}

export function MessageCard({ card, message, isLatest }: MessageCardProps) {
  switch (card.type) {
    case "spec":
      return <SpecCard card={card} />;
    case "progress":
      return <ProgressCard card={card} />;
    case "checks":
      return <ChecksCard card={card} />;
    case "app":
      return <AppCard card={card} />;
    case "outcome":
      return <OutcomeCard card={card} message={message} />;
    case "approval":
      return <ApprovalCard card={card} />;
    case "plan":
      return <PlanCard card={card} threadId={message.threadId} />;
    case "suggestions":
      return <SuggestionsCard card={card} threadId={message.threadId} isLatest={isLatest} />;
  }
}
