import type { ApprovalCard } from "@openvibe/core/chat/model";
import { plainInput, seen } from "./effects.ts";

/** What is longer is scrolled, and says so. */
const LONG = 1_200;

/** The tool by the name under which it is called, and each value that it is given, with nothing left out. */
export function ExactCall({ card: { tool, input } }: { card: Pick<ApprovalCard, "tool" | "input"> }) {
  const values = valuesOf(input);
  return (
    <div>
      <div
        role="group"
        aria-label="What exactly is called"
        // What is too long to show at once is scrolled, by the keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="grid max-h-96 gap-1.5 overflow-auto rounded-md bg-sunken p-2.5 font-mono text-xs wrap-anywhere"
      >
        <p className="text-ink-soft">{seen(tool)}</p>
        {values ? (
          <dl className="grid gap-1.5 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-x-4">
            {values.map(([name, value]) => (
              <div key={name} className="sm:contents">
                <dt className="text-ink-faint">{seen(name)}</dt>
                <dd className="whitespace-pre-wrap" dir="auto">
                  {value}
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          <pre className="whitespace-pre-wrap">{plainInput(input)}</pre>
        )}
      </div>
      {input.length > LONG ? <p className="mt-1 text-xs text-ink-faint">It is long: scroll to its end before you decide.</p> : null}
    </div>
  );
}

/** A text in quotes with its own lines, anything else as JSON; undefined where the input is no object. */
function valuesOf(json: string): [name: string, value: string][] | undefined {
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
  return Object.entries(input).map(([name, value]) => [
    name,
    typeof value === "string" ? `"${seen(value)}"` : plainInput(JSON.stringify(value)),
  ]);
}
