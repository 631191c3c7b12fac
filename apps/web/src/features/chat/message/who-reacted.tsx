"use client";
import type { Message } from "@openvibe/core/chat/model";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { useWorkspace } from "../../../data/workspace-provider.tsx";
import { useMemberLookup } from "../../identity/use-members.ts";

const names = new Intl.ListFormat("en");

/** Who gave which reaction, all of them; under a mouse the first are named at each reaction too. */
export function WhoReacted({ message, open, onOpenChange }: { message: Message; open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Who reacted">
      <Rows reactions={message.reactions} />
    </Dialog>
  );
}

function Rows({ reactions }: Pick<Message, "reactions">) {
  const { workspace } = useWorkspace();
  const members = useMemberLookup();
  const isMe = (id: string) => id === workspace.memberId;
  const nameOf = (id: string) => (isMe(id) ? "You" : members.byId(id).name);
  return (
    <ul className="grid max-h-[55vh] gap-2 overflow-y-auto">
      {reactions.map(({ emoji, memberIds }) => (
        <li key={emoji} className="flex gap-3 text-base">
          <span className="w-6 shrink-0 text-center">{emoji}</span>
          <span className="min-w-0 wrap-anywhere">
            {names.format(memberIds.toSorted((one, other) => Number(isMe(other)) - Number(isMe(one))).map(nameOf))}
          </span>
        </li>
      ))}
    </ul>
  );
}
