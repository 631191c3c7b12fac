import { Tabs as Base } from "@base-ui/react/tabs";
import { type ComponentProps, useEffect, useRef } from "react";
import { cx } from "../class-names.ts";

export const Tabs = Base.Root;

/** Where there is no room for all of them they are scrolled, and the chosen one is in view. */
export function TabList({ className, children, ...props }: ComponentProps<typeof Base.List> & { className?: string }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = list.current;
    if (!box) return undefined;
    const show = () => {
      const chosen = box.querySelector<HTMLElement>("[aria-selected=true]");
      if (chosen) box.scrollLeft = chosen.offsetLeft - (box.clientWidth - chosen.offsetWidth) / 2;
    };
    const resized = new ResizeObserver(show);
    resized.observe(box);
    const chosen = new MutationObserver(show);
    chosen.observe(box, { subtree: true, attributeFilter: ["aria-selected"] });
    return () => {
      resized.disconnect();
      chosen.disconnect();
    };
  }, []);
  return (
    <Base.List
      {...props}
      ref={list}
      className={cx("relative flex scroll-hint-x gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]", className)}
    >
      {children}
      <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-ink transition-[translate,width] duration-180 ease-out" />
    </Base.List>
  );
}

export function Tab({ className, ...props }: ComponentProps<typeof Base.Tab> & { className?: string }) {
  return (
    <Base.Tab
      {...props}
      className={cx(
        "inline-flex h-9 shrink-0 items-center gap-1.5 rounded-t-md whitespace-nowrap px-2.5 text-sm font-medium text-ink-faint outline-none select-none hover:text-ink focus-visible:outline-2 focus-visible:-outline-offset-2 data-active:text-ink",
        className,
      )}
    />
  );
}

export function TabPanel({ className, ...props }: ComponentProps<typeof Base.Panel> & { className?: string }) {
  return <Base.Panel {...props} className={cx("outline-none", className)} />;
}
