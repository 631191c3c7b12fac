import type { ReactNode } from "react";

const LOOKS = {
  /** Of a whole form. */
  box: "rounded-md bg-danger-soft px-3 py-2 text-sm text-danger",
  /** Beside what was pressed. */
  line: "text-sm text-danger",
  /** Under a field. */
  field: "text-xs text-danger",
};

/** What keeps a form from being sent, announced as it appears; nothing where there is nothing. */
export function Problem({ look, id, children }: { look: keyof typeof LOOKS; id?: string; children: ReactNode }) {
  return children ? (
    <p id={id} role="alert" className={LOOKS[look]}>
      {children}
    </p>
  ) : null;
}
