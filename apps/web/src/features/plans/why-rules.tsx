import { ArrowLeftRight } from "lucide-react";

/** Says that no language model made the plan although there is one, and why. */
export function WhyRules({ why }: { why: string | null | undefined }) {
  if (!why) return null;
  return (
    <p className="flex basis-full items-start gap-1.5 text-xs text-pretty text-ink-soft">
      <ArrowLeftRight aria-hidden className="mt-0.5 size-3 shrink-0 text-ink-faint" />
      <span className="wrap-anywhere">
        Rules on this server made this plan, not a language model: <bdi>{why}</bdi>
      </span>
    </p>
  );
}
