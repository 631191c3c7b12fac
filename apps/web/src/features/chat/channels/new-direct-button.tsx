"use client";
import { Button } from "@openvibe/ui/primitives/button";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../../data/errors.ts";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useMemberLookup } from "../../identity/use-members.ts";
import { AddButton } from "./add-button.tsx";
import { MemberChoice } from "./member-choice.tsx";
import { useOpenDirect } from "./use-open-direct.ts";

const NONE: ReadonlySet<string> = new Set();

export function NewDirectButton() {
  return (
    <AddButton label="New direct talk" title="Talk directly" description="Up to nine people and agents. Nobody else can read it.">
      {(onDone) => <Choose onDone={onDone} />}
    </AddButton>
  );
}

function Choose({ onDone }: { onDone: () => void }) {
  const { workspace } = useWorkspace();
  const openDirect = useOpenDirect();
  const members = useMemberLookup();
  const [chosen, setChosen] = useState(NONE);
  const [busy, setBusy] = useState(false);
  const openTalk = async () => {
    setBusy(true);
    try {
      await openDirect([...chosen]);
      onDone();
    } catch (error) {
      toast.error(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.size > 0) void openTalk();
      }}
      className="grid gap-4"
    >
      <MemberChoice
        label="With whom"
        members={members.all.filter(({ id }) => id !== workspace.memberId)}
        chosen={chosen}
        onChange={setChosen}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy} disabled={chosen.size === 0}>
          Open the talk
        </Button>
      </div>
    </form>
  );
}
