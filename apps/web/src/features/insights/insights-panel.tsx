"use client";
import type { Insight, SubjectKind } from "@openvibe/core/insights/model";
import { cx } from "@openvibe/ui/class-names";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { inputClass } from "@openvibe/ui/primitives/input";
import { useQuery } from "@tanstack/react-query";
import { Lightbulb } from "lucide-react";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { messageOf } from "../../data/errors.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { formText } from "../../data/form-text.ts";
import { useRights } from "../identity/use-members.ts";
import { ConfirmButton } from "../shell/confirm.tsx";
import { RouteLink } from "../shell/navigation.tsx";

const KINDS: Readonly<Record<SubjectKind, string>> = {
  person: "About you",
  project_type: "About kinds of apps",
  technology: "About what apps are made of",
};

/** What was learnt from what people accepted and refused; its owner corrects or deletes it. */
export function InsightsPanel() {
  const { queries } = useWorkspace();
  const rights = useRights();
  const { data, error, refetch } = useQuery(queries.insights.listInsights.queryOptions({ input: {} }));
  return (
    <div className="grid grid-cols-1 gap-6">
      <p className="max-w-3xl text-base text-pretty text-ink-soft">
        Counted from thumbs, approvals, forks and builds; no model guesses it. What is about you is seen by you alone.
        {rights.manage ? (
          <>
            {" "}
            Other workspaces learn from this one only if you agree in{" "}
            <RouteLink to={{ screen: "settings" }} search="?tab=workspace&at=Data" className="text-brand-text underline underline-offset-2">
              the workspace’s settings
            </RouteLink>
            , and then only from counts over more than five workspaces.
          </>
        ) : null}
      </p>
      {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-40" />}
      {data?.length === 0 ? (
        <EmptyState icon={<Lightbulb />} title="Nothing is learnt yet">
          Give answers a thumb, allow or refuse what agents ask, build apps: three of a kind are enough to begin with.
        </EmptyState>
      ) : null}
      {data
        ? Object.entries(KINDS).map(([kind, title]) => {
            const insights = data.filter(({ subjectKind }) => subjectKind === kind);
            if (insights.length === 0) return null;
            return (
              <Group key={kind} title={title}>
                {insights.map((insight) => (
                  <Row key={insight.key} insight={insight} />
                ))}
              </Group>
            );
          })
        : null}
      <SharedCounts />
    </div>
  );
}

/** What went well or badly over all workspaces that agreed to be counted. */
function SharedCounts() {
  const { queries } = useWorkspace();
  const { data, error, refetch } = useQuery(queries.insights.listSharedCounts.queryOptions());
  if (error && !data) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <Group title="Over workspaces that agreed">
      {data.map(({ subjectKind, subjectId, trait, value, text, workspaces, confidence }) => (
        <li key={`${subjectKind}/${subjectId}/${trait}/${value}`} className="px-4 py-3">
          <p className="text-base wrap-anywhere">{text}</p>
          <p className="tabular mt-0.5 text-xs text-ink-faint">
            more than {workspaces.toLocaleString("en")} workspaces · rounded · {sureness({ confidence })}
          </p>
        </li>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-sm font-semibold text-ink-soft">{title}</h2>
      <ListFrame>{children}</ListFrame>
    </section>
  );
}

/** How often stands in the sentence already. */
const sureness = ({ confidence }: Pick<Insight, "confidence">) => `sure of at least ${Math.round(confidence * 100)} %`;

function Row({ insight }: { insight: Insight }) {
  const { client, queries } = useWorkspace();
  const stale = [queries.insights.key()];
  const { act, busy } = useAct(...stale);
  const [correcting, setCorrecting] = useState(false);
  const rights = useRights();
  const { key, text, corrected, subjectKind } = insight;
  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = formText(new FormData(event.currentTarget), "text");
    void act(() => client.insights.correctInsight({ key, text: words })).then((done) => done && setCorrecting(false));
  };
  if (correcting)
    return (
      <li className="px-4 py-3">
        <form onSubmit={save} className="flex flex-wrap items-start gap-2">
          <textarea
            name="text"
            aria-label="What is right"
            defaultValue={text}
            maxLength={500}
            rows={1}
            autoFocus
            onKeyDown={(event) => {
              // A sentence has no lines of its own.
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            className={cx(inputClass, "field-sizing-content max-h-60 min-h-9 min-w-52 flex-1 resize-none py-1.5 max-sm:min-w-full")}
          />
          <Button type="submit" look="primary" className="h-9" busy={busy}>
            Save
          </Button>
          <Button className="h-9" onClick={() => setCorrecting(false)}>
            Back
          </Button>
        </form>
      </li>
    );
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p dir="auto" className="text-base wrap-anywhere">
          {text} {corrected ? <Badge>put right by hand</Badge> : null}
        </p>
        <p className="tabular mt-0.5 text-xs text-ink-faint">{corrected ? "Holds, whatever is counted" : sureness(insight)}</p>
      </div>
      {subjectKind === "person" || rights.write ? (
        <div className="flex gap-1.5">
          <Button size="sm" onClick={() => setCorrecting(true)}>
            Correct
          </Button>
          <ConfirmButton
            action="Delete"
            title="Delete what was learnt?"
            description="It is learnt anew only from what happens from now on. This cannot be undone."
            onConfirm={() => client.insights.forgetInsight({ key })}
            stale={stale}
          />
        </div>
      ) : null}
    </li>
  );
}
