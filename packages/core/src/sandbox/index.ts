/** Where untrusted code runs. */
export { modelsSocket, sandboxDriver } from "./slot.ts";
export { throughLoopback } from "./through-loopback.ts";
export { linesOf } from "./lines-of.ts";
export { excessOf, withDiskQuota, type DiskQuota } from "./disk-quota.ts";
export { removeFolders } from "./remove-folders.ts";
export { runInSandbox, SANDBOX_NODE, type RunOptions, type RunResult } from "./run.ts";
export type {
  ExitReason,
  SandboxCheck,
  SandboxDriver,
  SandboxExit,
  SandboxLimits,
  SandboxMount,
  SandboxProcess,
  SandboxSocket,
  SandboxSpawn,
  SandboxUsage,
} from "./driver.ts";
export { sandboxTools } from "./tools.ts";
