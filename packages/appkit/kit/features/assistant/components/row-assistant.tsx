import { PenLine, Sparkles } from "lucide-react";
import { useUser } from "../../../shared/client/session.tsx";
import type { SlotRow } from "../../../shared/client/slots.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { Section } from "../../../shared/ui/card.tsx";
import { DRAFT, NOUN } from "../types/subject.ts";
import { useReady, useWriting } from "./use-assistant.ts";
import { WrittenText } from "./written-text.tsx";

/** On the page of an entry: a summary of it, or a draft to take over. Visitors and apps without models see nothing of it. */
export function ExampleRowAssistant({ row }: { row: SlotRow }) {
  const user = useUser();
  const ready = useReady(user !== null);
  const writing = useWriting(row.id);
  if (!user || !ready) return null;
  const under = (what: "summary" | "draft") => writing.isPending && writing.variables === what;
  return (
    <Section
      title="Assistant"
      actions={
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            icon={<Sparkles aria-hidden />}
            busy={under("summary")}
            disabled={writing.isPending}
            onClick={() => writing.mutate("summary")}
          >
            Summarise
          </Button>
          <Button
            size="sm"
            icon={<PenLine aria-hidden />}
            busy={under("draft")}
            disabled={writing.isPending}
            onClick={() => writing.mutate("draft")}
          >
            Draft: {DRAFT.toLowerCase()}
          </Button>
        </div>
      }
    >
      <div aria-live="polite" className="p-4 sm:p-5">
        {writing.isError ? (
          <p className="text-sm text-danger">{writing.error.message}</p>
        ) : writing.data ? (
          <WrittenText key={writing.data.text} written={writing.data} />
        ) : (
          <p className="text-sm text-ink-muted">
            {writing.isPending ? "Writing …" : `Works from what stands in this ${NOUN}. Nothing is saved.`}
          </p>
        )}
      </div>
    </Section>
  );
}
