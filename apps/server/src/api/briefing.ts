import * as briefing from "@openvibe/core/briefing";
import { member, pageOf } from "./base.ts";

export const briefingApi = {
  listHandoffs: member
    .route({ method: "GET", path: "/threads/{threadId}/handoffs", summary: "Handoffs that were written of a thread, the newest first" })
    .input(briefing.ListHandoffs)
    .output(pageOf(briefing.Handoff))
    .handler(({ context, input }) => briefing.listHandoffs(context, input)),
  writeHandoff: member
    .route({ method: "POST", path: "/handoffs", summary: "Write a handoff of a thread or a project; it is kept in the thread" })
    .input(briefing.WriteHandoff)
    .output(briefing.Handoff)
    .handler(({ context, input }) => briefing.writeHandoff(context, input)),
  exportSession: member
    .route({ method: "GET", path: "/session-export", summary: "The conversation of a thread or a project, with where it stands" })
    .input(briefing.Session)
    .output(briefing.SessionExport)
    .handler(({ context, input }) => briefing.exportSession(context, input)),
};
