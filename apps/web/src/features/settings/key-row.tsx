import { RelativeTime } from "@openvibe/ui/components/relative-time";
import type { ReactNode } from "react";
import { sayTime } from "../../data/times.ts";
import { ConfirmButton } from "../shell/confirm.tsx";

type Revoking = Omit<Parameters<typeof ConfirmButton>[0], "action">;

/** Something that was let in under a name, with what takes it away. */
export function KeyRow({
  name,
  prefix,
  revoke,
  below,
  children,
}: {
  name: ReactNode;
  prefix?: string;
  revoke: Revoking;
  /** As wide as the row. */
  below?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-base font-medium">
          <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
          {prefix ? <code className="text-xs font-normal text-ink-faint">{prefix}…</code> : null}
        </p>
        <p className="text-xs wrap-anywhere text-ink-faint">{children}</p>
      </div>
      <ConfirmButton action="Revoke" {...revoke} />
      {below}
    </li>
  );
}

export function LastUse({ lastUsedAt, expiresAt = null }: { lastUsedAt: Date | null; expiresAt?: Date | null }) {
  return (
    <>
      {lastUsedAt ? (
        <>
          used <RelativeTime at={lastUsedAt} />
        </>
      ) : (
        "never used"
      )}
      {expiresAt ? ` · ends ${sayTime("day", expiresAt)}` : ""}
    </>
  );
}

/** "one right", "3 rights". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count.toLocaleString("en")} ${noun}s`;
}
