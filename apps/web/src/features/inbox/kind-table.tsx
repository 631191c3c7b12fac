"use client";
import type { NotificationKind, Preferences } from "@openvibe/core/inbox/model";

const KINDS: readonly (readonly [NotificationKind, string])[] = [
  ["mention", "Somebody names me"],
  ["direct", "Somebody writes to me directly"],
  ["reply", "Something is written in a thread I follow"],
  ["outcome", "A conversation I took part in is resolved"],
  ["question", "A task I started asks me something"],
  ["budget", "A budget that I look after runs low"],
];
const WAYS = { app: "In the app", digest: "Mail", push: "Push" } as const;
type Way = keyof typeof WAYS;

/** Of what the person is told, and which way each goes; what does not show in the app goes no other way. */
export function KindTable({ value, onChange }: { value: Preferences; onChange: (part: Partial<Preferences>) => void }) {
  const isOn = (kind: NotificationKind, way: Way) =>
    value.kinds[kind] && (way === "app" || (value[way].on && !value[way].without.includes(kind)));
  const isOpen = (kind: NotificationKind, way: Way) => way === "app" || (value.kinds[kind] && value[way].on);
  const choose = (kind: NotificationKind, way: Way, on: boolean) => {
    if (way === "app") return onChange({ kinds: { ...value.kinds, [kind]: on } });
    const others = value[way].without.filter((each) => each !== kind);
    return onChange({ [way]: { ...value[way], without: on ? others : [...others, kind] } });
  };
  return (
    <table className="w-full text-base text-ink-soft">
      <caption className="sr-only">Of what you are told, and how</caption>
      <thead>
        <tr className="text-xs text-ink-faint">
          <th scope="col" className="pb-2 text-left text-sm font-medium text-ink">
            Tell me when
          </th>
          {Object.entries(WAYS).map(([way, label]) => (
            <th key={way} scope="col" className="w-20 pb-2 text-center font-medium max-sm:w-13">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {KINDS.map(([kind, label]) => (
          <tr key={kind}>
            <th scope="row" className="py-1 pr-2 text-left font-normal text-pretty">
              {label}
            </th>
            {(Object.keys(WAYS) as Way[]).map((way) => (
              <td key={way} className="py-1 text-center">
                <label className="inline-grid place-items-center pointer-coarse:min-w-10">
                  <input
                    type="checkbox"
                    aria-label={`${label}: ${WAYS[way]}`}
                    checked={isOn(kind, way)}
                    disabled={!isOpen(kind, way)}
                    onChange={(event) => choose(kind, way, event.target.checked)}
                    className="size-4 accent-brand disabled:opacity-50"
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
