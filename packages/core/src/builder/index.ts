/** From an idea to a running, checked app, and from a wish to its next version. */
import type { TaskDefinition } from "../runs/index.ts";
import { checkTask } from "./check.ts";
import { codeTask } from "./code.ts";
import { deployTask } from "./deploy.ts";
import { planTask } from "./plan.ts";
import { reportTask } from "./report.ts";
import { turnTask } from "./turn.ts";
import { withdrawTask } from "./withdraw.ts";

export * from "./model.ts";
export { builderFollower } from "./follow.ts";
export { readAppBrief } from "./app-brief.ts";
export { buildAgain } from "./build-again.ts";
export { cancelBuild, getBuild, getChecks } from "./get-build.ts";
export { remakeRelease } from "./release.ts";
export { getForkAnchor } from "./fork-anchors.ts";
export { BUILD_LIMIT_MICROS } from "./limits.ts";
export { changeCode, findCode, type CodeOfApp } from "./change-code.ts";
export { listFiles, readFile } from "./read-code.ts";

/** Tasks that any worker can take. */
export const workerTasks = [planTask, turnTask, codeTask, checkTask] as readonly TaskDefinition[];
/** Tasks that only the process that hosts apps can take. */
export const hostTasks = [deployTask, reportTask, withdrawTask] as readonly TaskDefinition[];
export { builderTools } from "./tools.ts";
