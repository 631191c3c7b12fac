import { IdentityEvents, type Member } from "@openvibe/core/identity/model";
import type { Page } from "../../data/contract.ts";
import { onEvent } from "../../data/live-event.ts";
import { upsertIn } from "../../data/pages.ts";

function withMember(page: Page<Member> | undefined, member: Member): Page<Member> | undefined {
  return page && { ...page, items: upsertIn(page.items, member) };
}

function withoutMember(page: Page<Member> | undefined, memberId: string): Page<Member> | undefined {
  return page && { ...page, items: page.items.filter(({ id }) => id !== memberId) };
}

const memberChanged = onEvent(IdentityEvents.MemberChanged, ({ client, queries }, member) => {
  client.setQueriesData<Page<Member>>({ queryKey: queries.identity.listMembers.key() }, (page) => withMember(page, member));
});

export const identityEvents = [
  { ...memberChanged, type: IdentityEvents.MemberAdded.type },
  memberChanged,
  onEvent(IdentityEvents.MemberRemoved, ({ client, queries }, { memberId }) => {
    client.setQueriesData<Page<Member>>({ queryKey: queries.identity.listMembers.key() }, (page) => withoutMember(page, memberId));
    void client.invalidateQueries({ queryKey: queries.identity.listFormerMembers.key() });
  }),
];
