"use client";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Kbd } from "@openvibe/ui/primitives/kbd";
import { useForkWord } from "../chat/forks/fork-word.ts";
import { shortcutsWith } from "./shortcuts.ts";

export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" className="top-[8vh] w-[min(46rem,calc(100vw-2rem))]">
      <div className="grid max-h-[68vh] gap-x-10 gap-y-6 overflow-y-auto sm:grid-cols-2" tabIndex={0} role="group" aria-label="Shortcuts">
        {shortcutsWith(useForkWord()).map(({ group, items }) => (
          <section key={group}>
            <h3 className="mb-1.5 text-xs font-medium text-ink-faint">{group}</h3>
            <dl className="grid gap-1">
              {items.map(([keys, what]) => (
                <div key={keys} className="flex items-center justify-between gap-4 text-base">
                  <dd>{what}</dd>
                  <dt className="shrink-0">
                    <Kbd>{keys}</Kbd>
                  </dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
