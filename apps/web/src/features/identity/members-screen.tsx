"use client";
import { AddMember, type Member, type Role } from "@openvibe/core/identity/model";
import { Avatar } from "@openvibe/ui/components/avatar";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { ListFrame } from "@openvibe/ui/components/list-frame";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button, IconButton } from "@openvibe/ui/primitives/button";
import { Dialog } from "@openvibe/ui/primitives/dialog";
import { Field } from "@openvibe/ui/primitives/field";
import { Select, SelectField } from "@openvibe/ui/primitives/select";
import { UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "../../data/errors.ts";
import { formText } from "../../data/form-text.ts";
import { useAct } from "../../data/use-act.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useAgentOrder } from "../settings/agent-order.ts";
import { ConfirmDialog } from "../shell/confirm.tsx";
import { ScreenBody, ScreenHeader } from "../shell/screen-header.tsx";
import { PresenceDot } from "./presence-dot.tsx";
import { ROLES } from "./roles.ts";
import { isIntegration } from "./is-integration.ts";
import { useMemberLookup, useMembers, useRights } from "./use-members.ts";

export function MembersScreen() {
  const { data, error, refetch } = useMembers();
  const rights = useRights();
  const [adding, setAdding] = useState(false);
  const people = data?.items.filter(({ kind }) => kind === "person") ?? [];
  const inOrder = useAgentOrder();
  const agents = inOrder(data?.items.filter(({ kind }) => kind === "agent") ?? []);
  return (
    <>
      <ScreenHeader
        title="Members"
        actions={
          rights.manage ? (
            <Button look="primary" onClick={() => setAdding(true)}>
              <UserPlus aria-hidden className="size-3.5" /> Add someone
            </Button>
          ) : null
        }
      />
      <ScreenBody>
        {data ? null : <NotThereYet of={{ error, refetch }} say={messageOf} className="h-48 rounded-xl" />}
        {data ? (
          <div className="grid grid-cols-1 gap-8">
            <MemberList title="People" lead="Their role decides what they may do." members={people} />
            <MemberList
              title="Agents"
              lead="They act under their own narrow rights. Mention one in a thread with @ and its handle."
              members={agents}
            />
          </div>
        ) : null}
      </ScreenBody>
      <AddMemberDialog open={adding} onOpenChange={setAdding} />
    </>
  );
}

function MemberList({ title, lead, members }: { title: string; lead: string; members: readonly Member[] }) {
  return (
    <section aria-label={title}>
      <h2 className="text-md font-semibold tracking-tight">{title}</h2>
      <p className="mb-3 text-sm text-ink-faint">{lead}</p>
      <ListFrame>
        {members.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </ListFrame>
    </section>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { client, queries, workspace } = useWorkspace();
  const rights = useRights();
  const members = useMemberLookup();
  const stale = [queries.identity.listMembers.key()];
  const { act, busy } = useAct(...stale);
  const [removing, setRemoving] = useState(false);
  const isSelf = member.id === workspace.memberId;
  return (
    <li className="flex items-center gap-x-3 px-4 py-3 max-md:gap-x-2 max-md:px-3">
      <span className="relative flex">
        <Avatar member={members.byId(member.id)} />
        <PresenceDot memberId={member.id} className="absolute -right-0.5 -bottom-0.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-base font-medium">
          {member.name} {isSelf ? <span className="font-normal text-ink-faint">(you)</span> : null}
        </p>
        <p className="truncate text-xs text-ink-faint">
          @{member.handle}
          {member.email ? ` · ${member.email}` : ""}
        </p>
      </div>
      {member.kind === "agent" ? (
        <Badge tone="outline">{isIntegration(member) ? "integration" : "agent"}</Badge>
      ) : (
        <>
          <Select<Role>
            label={`Role of ${member.name}`}
            value={member.role}
            disabled={!rights.manage || busy}
            onChange={(role) => void act(() => client.identity.changeRole({ memberId: member.id, role }))}
            options={rights.own ? ROLES : ROLES.filter(({ value }) => value !== "owner" || member.role === "owner")}
          />
          {rights.manage && !isSelf ? (
            <IconButton label={`Remove ${member.name}`} onClick={() => setRemoving(true)}>
              <UserMinus />
            </IconButton>
          ) : null}
        </>
      )}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${member.name}?`}
        description="They lose access at once. What they wrote stays."
        action="Remove"
        onConfirm={() => client.identity.removeMember({ memberId: member.id })}
        stale={stale}
      />
    </li>
  );
}

function AddMemberDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Add someone"
      description="They need an account on this server first; then add them by its e-mail address."
    >
      <AddMemberForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function AddMemberForm({ onDone }: { onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [role, setRole] = useState<AddMember["role"]>("member");
  const { onSubmit, problem, busy } = useSubmit({
    read: (form) => AddMember.safeParse({ email: formText(form, "email").trim(), role }),
    send: async (input) => {
      const member = await client.identity.addMember(input);
      toast.success(`${member.name} is a member now.`);
      onDone();
    },
    stale: [queries.identity.listMembers.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid grid-cols-1 gap-4">
      <Field label="E-mail" name="email" type="email" autoFocus error={problem} />
      <SelectField<AddMember["role"]>
        label="Role"
        value={role}
        onChange={setRole}
        options={ROLES.filter((option): option is typeof option & { value: AddMember["role"] } => option.value !== "owner")}
        className="w-full"
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Add
        </Button>
      </div>
    </form>
  );
}
