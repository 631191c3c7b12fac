import type { BudgetSubjects, RequireSubject } from "@openvibe/core/billing";
import { getMembers, type Member } from "@openvibe/core/identity";
import { getVirtualKey } from "@openvibe/core/keys";
import { AppError } from "@openvibe/core/platform";
import { getProject } from "@openvibe/core/projects";
import { getTask } from "@openvibe/core/runs";

/** Those who left, too: guests of an import have budgets that hold once they join. */
const member =
  (kind: Member["kind"], said: string): RequireSubject =>
  async (ctx, id) => {
    if ((await getMembers(ctx, [id])).get(id)?.kind !== kind)
      throw new AppError("not_found", `There is no such ${said} in this workspace. Give the id of a member.`);
  };

/** Who knows whether what a budget is for is there. */
export const BUDGET_SUBJECTS: BudgetSubjects = {
  person: member("person", "person"),
  agent: member("agent", "agent"),
  project: (ctx, projectId) => getProject(ctx, { projectId }),
  task: (ctx, taskId) => getTask(ctx, { taskId }),
  key: (ctx, keyId) => getVirtualKey(ctx, { keyId }),
};
