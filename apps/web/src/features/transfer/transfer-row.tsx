"use client";
import type { Transfer, TransferReport, TransferState } from "@openvibe/core/transfer/model";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { WordsWithCode } from "@openvibe/ui/components/words-with-code";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button, buttonClass } from "@openvibe/ui/primitives/button";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { formatBytes } from "../hosting/format-bytes.ts";

const TONES = { waiting: "neutral", running: "neutral", done: "success", failed: "danger", cancelled: "neutral" } as const satisfies Record<
  TransferState,
  string
>;

export function TransferRow({ transfer }: { transfer: Transfer }) {
  const { client, queries, workspace } = useWorkspace();
  const { id: transferId, kind, state, fileName, percent, note, report, fault, sizeBytes, availableUntil } = transfer;
  const isUnderWay = state === "waiting" || state === "running";
  const { act, busy } = useAct(queries.transfer.listTransfers.key());
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-52 flex-1">
          <p className="flex items-center gap-2 text-base font-medium">
            {kind === "export" ? "Export" : "Import"} <Badge tone={TONES[state]}>{state}</Badge>
          </p>
          <p className="truncate text-xs text-ink-faint">
            <bdi>{fileName}</bdi> {sizeBytes > 0 ? `· ${formatBytes(sizeBytes)} ` : ""}· <RelativeTime at={transfer.createdAt} />
          </p>
        </div>
        {kind === "export" && state === "done" && availableUntil ? (
          <a className={buttonClass({ size: "sm" })} href={`/transfers/${transferId}/archive?workspace=${workspace.id}`} download>
            Download
          </a>
        ) : null}
        {isUnderWay ? (
          <Button size="sm" busy={busy} onClick={() => void act(() => client.transfer.cancelTransfer({ transferId }))}>
            Stop
          </Button>
        ) : null}
        {state === "failed" && (kind === "export" || availableUntil) ? (
          <Button size="sm" busy={busy} onClick={() => void act(() => client.transfer.retryTransfer({ transferId }))}>
            Try again
          </Button>
        ) : null}
      </div>
      {isUnderWay ? (
        <div className="grid gap-1">
          <progress
            value={percent}
            max={100}
            aria-label={`${kind === "export" ? "Export" : "Import"} of ${fileName}`}
            className="h-1.5 w-full"
          />
          <p className="text-xs text-ink-faint" aria-live="polite">
            {note || "Waiting for its turn"}
          </p>
        </div>
      ) : null}
      {fault ? (
        <p className="text-sm text-danger">
          <WordsWithCode>{fault}</WordsWithCode>
        </p>
      ) : null}
      <Report report={report} />
    </li>
  );
}

/** "1 thread", "2 messages that were here". */
function counted({ what, count }: { what: string; count: number }): string {
  if (count !== 1) return `${count.toLocaleString("en")} ${what}`;
  return `1 ${what.replace(/s\b/, "").replace("that were", "that was").replace("who are", "who is").replace("as guests", "as a guest")}`;
}

function Report({ report: { taken, left } }: { report: TransferReport }) {
  if (taken.length + left.length === 0) return null;
  return (
    <div className="grid gap-1 text-sm text-ink-soft">
      {taken.length > 0 ? <p>{taken.map(counted).join(", ")}</p> : null}
      {left.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-ink">What was left out</summary>
          <ul className="mt-1 list-disc space-y-0.5 pl-5">
            {left.map(({ what, count, reason }) => (
              <li key={`${what} ${reason}`}>
                <bdi>{what}</bdi>
                {count > 1 ? ` (${count.toLocaleString("en")})` : ""}: {reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
