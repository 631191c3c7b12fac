import { cx } from "@openvibe/ui/class-names";
import type { ReactNode } from "react";

/** A titled part of a page; long pages find their way by these titles. */
export function Section({ title, box = false, children }: { title: string; box?: boolean | "gap"; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-3 scroll-mt-6 text-md font-semibold tracking-tight outline-none">{title}</h2>
      {box ? (
        <div className={cx("rounded-xl border border-line bg-raised p-5 shadow-sm", box === "gap" && "grid grid-cols-1 gap-5")}>
          {children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}
