"use client";
import { IDEA_LIMIT } from "@openvibe/core/projects/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Kbd } from "@openvibe/ui/primitives/kbd";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp, Cpu } from "lucide-react";
import { useRef, useState } from "react";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { isForIdeas } from "../chat/channels/channel-name.tsx";
import { useOutbox } from "../chat/outbox-provider.tsx";
import { useRights } from "../identity/use-members.ts";
import { RouteLink, useGo } from "../shell/navigation.tsx";
import { ScreenHeader } from "../shell/screen-header.tsx";

const IDEAS = [
  { label: "Keto recipes", idea: "A recipe app for keto dieters with ingredients, categories and comments" },
  { label: "Salon bookings", idea: "A booking app for a hair salon with services, stylists, appointments and a calendar" },
  { label: "Sales pipeline", idea: "A CRM with companies, contacts and deals that move from lead to won or lost, with a dashboard" },
  { label: "Ceramics shop", idea: "An online shop for handmade ceramics with categories, a cart, orders and stock" },
  { label: "Bug tracker", idea: "A bug tracker with projects, issues with priority and status on a kanban board, and comments" },
  { label: "Tip calculator", idea: "A tip calculator that splits the bill among friends" },
];

export function NewAppScreen() {
  const { client, queries } = useWorkspace();
  const cache = useQueryClient();
  const go = useGo();
  const rights = useRights();
  const status = useQuery(queries.gateway.getStatus.queryOptions());
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const outbox = useOutbox();
  const [idea, setIdea] = useState(() => sessionStorage.getItem("openvibe.idea") ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  // One key per idea: sending it again after a lost answer starts it only once.
  const clientKey = useRef(crypto.randomUUID());

  const write = (text: string) => {
    setIdea(text);
    setProblem(undefined);
    clientKey.current = crypto.randomUUID();
    sessionStorage.setItem("openvibe.idea", text);
  };
  const start = async () => {
    if (busy) return;
    if (!idea.trim()) {
      setProblem("Describe what you want in a sentence, or take one of the examples.");
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      const project = await client.projects.startProject({ idea, clientKey: clientKey.current });
      sessionStorage.removeItem("openvibe.idea");
      cache.setQueryData(queries.projects.findProject.queryKey({ input: { threadId: project.threadId } }), project);
      go({ screen: "thread", threadId: project.threadId });
    } catch (error) {
      const ideas = channels.data?.find(isForIdeas);
      if (isUnreachable(error) && ideas) {
        // It waits where it will stand, over reloads too.
        outbox.queue({ channelId: ideas.id, isIdea: true }, idea, clientKey.current);
        sessionStorage.removeItem("openvibe.idea");
        return go({ screen: "channel", channelId: ideas.id });
      }
      setProblem(messageOf(error));
      setBusy(false);
    }
  };

  return (
    <>
      <ScreenHeader title="New app" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex min-h-full w-full max-w-[44rem] flex-col justify-center px-4 pt-8 pb-[14vh]">
          <label htmlFor="idea" className="mb-6 text-center text-2xl font-semibold tracking-[-0.025em] text-balance md:text-3xl">
            What do you want to build?
          </label>
          <div className="rounded-2xl border border-line-strong bg-raised shadow-md transition-[border-color,box-shadow] focus-within:border-brand/70 focus-within:shadow-lg">
            <textarea
              id="idea"
              ref={field}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- this screen asks one question
              autoFocus
              value={idea}
              rows={3}
              maxLength={IDEA_LIMIT}
              disabled={!rights.write}
              aria-invalid={problem ? true : undefined}
              aria-describedby={problem ? "idea-problem" : undefined}
              placeholder="A recipe app for keto dieters with ingredients, categories and comments"
              onChange={(event) => write(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                void start();
              }}
              className="field-sizing-content max-h-[42vh] min-h-28 w-full resize-none bg-transparent px-5 pt-4.5 pb-2 text-lg outline-none"
            />
            <div className="flex items-center gap-3 px-3 pb-3">
              {status.data?.offline ? (
                <RouteLink
                  to={{ screen: "settings" }}
                  title={status.data.notice}
                  className="flex items-center gap-1.5 rounded-md px-2 py-1 text-xs text-ink-faint hover:bg-hover hover:text-ink"
                >
                  <Cpu aria-hidden className="size-3.5" /> Offline model
                </RouteLink>
              ) : null}
              <span className="ml-auto hidden items-center gap-1.5 text-xs text-ink-faint sm:flex">
                <Kbd>↵</Kbd> to build
              </span>
              <Button
                look="brand"
                size="lg"
                busy={busy}
                disabled={!rights.write}
                onClick={() => void start()}
                className="h-9 rounded-lg max-sm:ml-auto"
              >
                Build it {busy ? null : <ArrowUp aria-hidden className="size-4" />}
              </Button>
            </div>
          </div>
          {problem ? (
            <p id="idea-problem" role="alert" className="mt-3 text-center text-sm text-danger">
              {problem}
            </p>
          ) : null}
          <ul aria-label="Example ideas" className="mt-5 flex flex-wrap justify-center gap-2">
            {IDEAS.map((example) => (
              <li key={example.label}>
                <button
                  type="button"
                  title={example.idea}
                  disabled={!rights.write}
                  onClick={() => {
                    write(example.idea);
                    field.current?.focus();
                  }}
                  className="h-8 rounded-full border border-line-strong/70 bg-surface px-3.5 text-sm text-ink-soft transition-colors hover:border-line-strong hover:bg-raised hover:text-ink"
                >
                  {example.label}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}
