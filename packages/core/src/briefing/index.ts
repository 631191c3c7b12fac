/** Where a project stands, told to who takes over: state, tasks, handoffs, exports, and the tools of assistants outside. */
export * from "./model.ts";
export { createTodo, getTodo, listTodos, updateTodo } from "./todos.ts";
export { updateProject } from "./update-project.ts";
export { recallState, toLines } from "./recall-state.ts";
export { recallThread } from "./recall-thread.ts";
export { handoffText } from "./handoff-text.ts";
export { writeHandoff } from "./write-handoff.ts";
export { listHandoffRecords, listHandoffs } from "./list-handoffs.ts";
export { importHandoff } from "./import-handoff.ts";
export { briefingFollower } from "./follow.ts";
export { exportSession } from "./export-session.ts";
export { briefingTools, handoffTool } from "./tools.ts";
