import { Sparkles } from "lucide-react";
import { useState } from "react";
import type { FormEvent } from "react";
import { useTitle } from "../../../shared/client/use-title.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Card } from "../../../shared/ui/card.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { controlClass } from "../../../shared/ui/fields/field.tsx";
import { Page, PageHeader } from "../../../shared/ui/page.tsx";
import { Skeleton } from "../../../shared/ui/skeleton.tsx";
import { NOUNS, QUESTIONS } from "../types/subject.ts";
import { useAnswer, useReady } from "./use-assistant.ts";
import { WrittenText } from "./written-text.tsx";

const ASK = `Ask about these ${NOUNS}`;

/** One question, one answer from what the person may see. */
export function ExampleAssistantPage() {
  useTitle("Assistant");
  const ready = useReady();
  return (
    <Page width="narrow">
      <PageHeader
        title="Assistant"
        description={`It answers from the ${NOUNS} you may see here, and from nothing else.`}
        icon={<Sparkles />}
      />
      {ready === false ? (
        <EmptyState
          icon={<Sparkles />}
          title="The assistant is not switched on yet"
          text="Whoever runs the workspace can let this app use models, on the app's page there."
        />
      ) : (
        <Ask />
      )}
    </Page>
  );
}

function Ask() {
  const [question, setQuestion] = useState("");
  const answer = useAnswer();
  const ask = (text: string) => {
    if (text.trim().length < 3 || answer.isPending) return;
    setQuestion(text);
    answer.mutate(text.trim());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(question);
  };
  return (
    <div className="space-y-4">
      <Card className="p-4 sm:p-5">
        <form onSubmit={submit} className="space-y-3">
          <textarea
            aria-label={ASK}
            placeholder={`${ASK} …`}
            rows={2}
            maxLength={500}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              ask(question);
            }}
            className={controlClass("field-sizing-content max-h-40 min-h-16 resize-none py-2 leading-relaxed")}
          />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <div className="flex min-w-0 flex-wrap gap-1.5">
              {QUESTIONS.map((each) => (
                <button
                  key={each}
                  type="button"
                  onClick={() => ask(each)}
                  className="min-h-8 rounded-full border border-line px-3 py-1 text-left text-[0.8125rem] text-ink-muted transition-colors hover:border-line-strong hover:text-ink max-sm:min-h-10"
                >
                  {each}
                </button>
              ))}
            </div>
            <Button
              type="submit"
              tone="primary"
              className="ml-auto"
              busy={answer.isPending}
              disabled={question.trim().length < 3}
              icon={<Sparkles aria-hidden />}
            >
              Ask
            </Button>
          </div>
        </form>
      </Card>
      <div aria-live="polite">
        {answer.isPending ? (
          <Card className="space-y-3 p-5">
            <span className="sr-only">The answer is being written</span>
            <Skeleton className="h-4 w-3/4" />
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-1/2" />
          </Card>
        ) : answer.isError ? (
          <Card className="p-5 text-sm text-danger">{answer.error.message}</Card>
        ) : (
          answer.data && (
            <Card className="p-4 sm:p-5">
              <p className="mb-3 text-sm font-medium text-ink-muted">{answer.variables}</p>
              <WrittenText written={answer.data} />
            </Card>
          )
        )}
      </div>
    </div>
  );
}
