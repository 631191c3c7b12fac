/** The task runtime: durable tasks with dependencies, steps, leases, retries and schedules. */
export * from "./model.ts";
export { addTasks } from "./add-tasks.ts";
export { cancelGroup, cancelTask } from "./cancel-task.ts";
export { forgetTasks, forgetTasksAbout, forgetTasksQuoting, type Quoting } from "./forget-tasks.ts";
export { retryTask } from "./retry-task.ts";
export { answerTask } from "./answer-task.ts";
export { findTask, getTask } from "./get-task.ts";
export { listTasks } from "./list-tasks.ts";
export { stepsOf } from "./steps-of.ts";
export { tasksAbout } from "./tasks-about.ts";
export { defineTask, type Outcome, type Run, type TaskDefinition } from "./define-task.ts";
export { HoldLost, TaskSuspended } from "./run.ts";
export { startWorker, type RunningWorker, type WorkerOptions, type WorkerProcess } from "./worker.ts";
export { startChores, type Chore, type RunningChores } from "./chores.ts";
export { runsTools } from "./tools.ts";
