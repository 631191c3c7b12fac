import type { TextPart } from "@openvibe/core/search/model";

export const textOf = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join("");

/** Text with what was searched for set off. */
export function Highlighted({ parts }: { parts: readonly TextPart[] }) {
  let at = 0;
  return parts.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? (
      <mark key={key} className="rounded-[3px] bg-warning-soft px-0.5 text-ink">
        {text}
      </mark>
    ) : (
      text
    );
  });
}
