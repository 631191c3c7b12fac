import * as identity from "@openvibe/core/identity";
import { endOfLog, PageInput, systemContext } from "@openvibe/core/platform";
import { z } from "zod";
import { member, pageOf, signedIn } from "./base.ts";

const { AddMember, ChangeRole, CreateWorkspace, Member, MeNow, RemoveMember, Workspace } = identity;

export const identityApi = {
  getMe: signedIn
    .route({ method: "GET", path: "/me", summary: "Who is signed in, with their workspaces" })
    .output(MeNow)
    .handler(async ({ context }) => ({ ...context.me, cursor: await endOfLog(systemContext(context.scope.platform)) })),
  createWorkspace: signedIn
    .route({ method: "POST", path: "/workspaces", summary: "Make a workspace and become its owner" })
    .input(CreateWorkspace)
    .output(Workspace)
    .handler(({ context, input }) => identity.createWorkspace(context.scope.platform, context.me.person, input)),
  listMembers: member
    .route({ method: "GET", path: "/members", summary: "People and agents of the workspace" })
    .input(PageInput)
    .output(pageOf(Member))
    .handler(({ context, input }) => identity.listMembers(context, input)),
  listFormerMembers: member
    .route({ method: "GET", path: "/members/former", summary: "Those who left, and who wrote what was imported" })
    .output(z.array(Member))
    .handler(({ context }) => identity.listFormerMembers(context)),
  addMember: member
    .route({ method: "POST", path: "/members", summary: "Add somebody who has an account" })
    .input(AddMember)
    .output(Member)
    .handler(({ context, input }) => identity.addMember(context, input)),
  changeRole: member
    .route({ method: "PATCH", path: "/members/{memberId}", summary: "Change a person's role" })
    .input(ChangeRole)
    .output(Member)
    .handler(({ context, input }) => identity.changeRole(context, input)),
  removeMember: member
    .route({ method: "DELETE", path: "/members/{memberId}", summary: "Remove a person from the workspace" })
    .input(RemoveMember)
    .handler(({ context, input }) => identity.removeMember(context, input)),
};
