/** What agents may not do by themselves: requests in the thread, decisions of people, and what they allow for good. */
export * from "./model.ts";
export { placeToAsk } from "./assistants.ts";
export { requestApproval, standingOf, type RequestApproval } from "./request-approval.ts";
export { decideApproval } from "./decide-approval.ts";
export { emptyDecided } from "./empty-decided.ts";
export { expireApprovals, withdrawApprovals } from "./end-approvals.ts";
export { isAllowed, listAllowances, revokeAllowance, type AllowanceQuestion } from "./allowances.ts";
export { approvalsFollower } from "./follow.ts";
export { getApproval, listApprovals, messagesThatAsk, taskOfApproval } from "./list-approvals.ts";
export { isDead, questionOf, wakingTask } from "./wake-task.ts";
export { findUntold, getOutsideRequest, noteMade, noteResult, noteTask, noteTold, type OutsideRequest } from "./outside-requests.ts";
