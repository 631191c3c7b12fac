import { cx } from "@openvibe/ui/class-names";
import { useRights } from "../identity/use-members.ts";
import { RouteLink } from "../shell/navigation.tsx";

/** To the message in which an agent asks whether it may, for who may say so. */
export function DecideLink({
  threadId,
  task,
  className,
}: {
  threadId: string;
  task: { title: string; asksAt: string | null };
  className?: string;
}) {
  const { write } = useRights();
  return write && task.asksAt ? (
    <RouteLink
      to={{ screen: "thread", threadId }}
      search={`?m=${task.asksAt}`}
      aria-label={`Decide: ${task.title}`}
      className={cx("touch-around text-sm font-medium text-brand-text underline underline-offset-2", className)}
    >
      Decide
    </RouteLink>
  ) : null;
}
