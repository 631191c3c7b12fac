import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareKit } from "@openvibe/appkit";
import { createLocalHosting } from "@openvibe/drivers/hosting";
import { reachableCopy } from "@openvibe/drivers/machine";
import { createBubblewrapSandbox } from "@openvibe/drivers/sandbox";
import { sharedKit } from "../../appkit/src/test/shared-kit.ts";
import { agentsFollower, answerTask, projectBriefs } from "../src/agents/index.ts";
import { builderFollower, hostTasks, readAppBrief, remakeRelease, workerTasks } from "../src/builder/index.ts";
import { chatFollower } from "../src/chat/index.ts";
import { modelProvider, type ModelProvider } from "../src/gateway/index.ts";
import { hostingDriver, places, releaseMaker, watchApps, type HostingDriver } from "../src/hosting/index.ts";
import { actorOf } from "../src/identity/index.ts";
import { systemContext, type Platform } from "../src/platform/index.ts";
import { projectsFollower } from "../src/projects/index.ts";
import { startWorker, type TaskDefinition } from "../src/runs/index.ts";
import { sandboxDriver, type SandboxDriver } from "../src/sandbox/index.ts";
import type { World } from "./world.ts";

export interface Workshop {
  hosting: HostingDriver;
  sandbox: SandboxDriver;
  directory: string;
  close(): Promise<void>;
}

/** Everything between an idea and a running app, on a world's database: real sandbox, real hosting, the given model. */
export async function openWorkshop(world: World, model: ModelProvider): Promise<Workshop> {
  process.umask(0o022);
  const directory = await mkdtemp(join(tmpdir(), "openvibe-workshop-"));
  const { platform } = world;
  const sandbox = createBubblewrapSandbox({ nodePath: await reachableCopy(process.execPath, join(directory, "runtime"), "node") });
  await chmod(directory, 0o755);
  const hosting = createLocalHosting({ sandbox, directory: join(directory, "hosting") });
  const kit = prepareKit({ kitRoot: await sharedKit(), log: () => undefined });
  world.drivers
    .put(sandboxDriver, sandbox)
    .put(hostingDriver, hosting)
    .put(modelProvider, model)
    .put(projectBriefs, readAppBrief)
    .put(releaseMaker, remakeRelease)
    .put(places, {
      appsDirectory: join(directory, "apps"),
      kitDirectory: async () => (await kit).directory,
      urlOf: (slug) => `http://${slug}.localhost:3999`,
      platformOrigin: () => "http://localhost:3999",
    });
  await kit;
  const watching = await watchApps(platform);
  world.follow([chatFollower, agentsFollower, projectsFollower, builderFollower]);
  const worker = startWorker(platform, { tasks: allTasks(), actorFor: actorFor(platform) });
  return {
    hosting,
    sandbox,
    directory,
    async close() {
      await worker.close();
      await watching.close();
      await hosting.close();
      await sandbox.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const allTasks = (): TaskDefinition[] => [...workerTasks, ...hostTasks, answerTask as TaskDefinition];
const actorFor = (platform: Platform) => (task: { workspaceId: string; actor: Parameters<typeof actorOf>[1] }) =>
  actorOf(systemContext(platform, task.workspaceId), task.actor);
