import { ApprovalEvents } from "@openvibe/core/approvals/model";
import { type Cache, onEvent } from "../../data/live-event.ts";

const readApprovals = ({ client, queries }: Cache) => {
  void client.invalidateQueries({ queryKey: queries.approvals.key() });
  void client.invalidateQueries({ queryKey: queries.agents.findRequest.key() });
};

export const approvalEvents = [
  onEvent(ApprovalEvents.ApprovalRequested, readApprovals),
  onEvent(ApprovalEvents.ApprovalChanged, readApprovals),
  onEvent(ApprovalEvents.AllowanceGranted, readApprovals),
  onEvent(ApprovalEvents.AllowanceRevoked, readApprovals),
];
