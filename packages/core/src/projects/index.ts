/** Ideas on their way to apps: the idea, its spec in versions, what was decided, its phase. */
export * from "./model.ts";
export { startProject } from "./start-project.ts";
export { recordSpec } from "./record-spec.ts";
export { importProject, type ImportedProject } from "./import-project.ts";
export { setPhase } from "./set-phase.ts";
export { listDecisions, recordDecision } from "./record-decision.ts";
export { findProject, getProject, getSpec, listProjects, listSpecs } from "./get-project.ts";
export { projectNamed } from "./project-name.ts";
export { readProjectBrief } from "./project-brief.ts";
export { projectsFollower } from "./follow.ts";
export { projectsTools } from "./tools.ts";
