import { Skeleton } from "../primitives/skeleton.tsx";
import { ErrorState } from "./error-state.tsx";

/** In place of what is not there: its outline while it comes, or why it cannot be shown. */
export function NotThereYet({
  of: { error, refetch },
  say,
  className,
}: {
  of: { error: unknown; refetch: () => Promise<unknown> };
  /** The fault in words. */
  say: (error: unknown) => string;
  /** The size of the outline. */
  className: string;
}) {
  return error ? <ErrorState message={say(error)} onRetry={() => void refetch()} /> : <Skeleton className={className} />;
}
