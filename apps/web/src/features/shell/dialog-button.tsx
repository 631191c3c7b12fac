"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Plus } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";

/** Opens a dialog in which something is made. */
export function DialogButton({
  label,
  title = label,
  description,
  look,
  tall,
  children,
}: {
  label: string;
  title?: string;
  description?: string;
  look?: ComponentProps<typeof Button>["look"];
  tall?: boolean;
  children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-3.5" /> {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title} description={description} tall={tall}>
        {children(() => setOpen(false))}
      </Dialog>
    </>
  );
}
