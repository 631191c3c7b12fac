import { Copy, Info } from "lucide-react";
import { Link } from "wouter";
import { Button } from "../../../shared/ui/button.tsx";
import { Markdown } from "../../../shared/ui/markdown.tsx";
import { toast } from "../../../shared/ui/toast.tsx";
import type { Written } from "../types/assistant.ts";
import { ROWS } from "../types/subject.ts";

/** What the assistant wrote; it says where rules wrote it in place of a model. */
export function WrittenText({ written }: { written: Written }) {
  const copy = () =>
    navigator.clipboard.writeText(written.text).then(
      () => toast("Copied"),
      () => toast("The browser did not allow copying", "danger"),
    );
  return (
    <div className="space-y-3">
      <Markdown text={written.text} />
      {written.sources.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-ink-muted">
          From
          {written.sources.map(({ id, label }) => (
            <Link
              key={id}
              href={`/${ROWS}/${id}`}
              className="max-w-full truncate rounded-full bg-accent-soft px-2.5 py-1 font-medium text-accent-ink hover:underline"
            >
              {label}
            </Link>
          ))}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex min-w-40 flex-1 items-start gap-1.5 text-[0.8125rem] text-ink-muted">
          <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {written.offline ? "Put together by rules, without a language model." : "Written by a language model. Check what matters."}
        </p>
        <Button size="sm" tone="ghost" icon={<Copy aria-hidden />} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
    </div>
  );
}
