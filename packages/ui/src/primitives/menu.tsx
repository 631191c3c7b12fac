import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { cx } from "../class-names.ts";

export const popupClass =
  "max-w-(--available-width) origin-(--transform-origin) rounded-lg border border-line bg-raised p-1 text-sm text-ink shadow-lg outline-none transition-[opacity,scale] duration-120 data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0";
const itemClass =
  "flex min-h-8 pointer-coarse:min-h-10 cursor-default items-center gap-2.5 rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-faint";

export function Menu({
  trigger,
  children,
  side = "bottom",
  align = "start",
  className,
  defaultOpen,
}: {
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "bottom" | "right";
  align?: "start" | "center" | "end";
  className?: string;
  defaultOpen?: boolean;
}) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={6} className="z-50">
          <Base.Popup className={cx(popupClass, "min-w-52", className)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({
  className,
  danger = false,
  ...props
}: ComponentProps<typeof Base.Item> & { danger?: boolean; className?: string }) {
  return <Base.Item {...props} className={cx(itemClass, danger && "text-danger [&>svg]:text-danger", className)} />;
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1.5 pb-1 text-2xs font-medium text-ink-faint">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export const MenuRadioGroup = Base.RadioGroup;

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof Base.RadioItem> & { className?: string }) {
  return (
    <Base.RadioItem closeOnClick {...props} className={cx(itemClass, className)}>
      {children}
      <Base.RadioItemIndicator className="ml-auto">
        <Check className="size-3.5 text-ink-soft" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}
