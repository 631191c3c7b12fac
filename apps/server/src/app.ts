import { answerTask, titleThreadTask, watchAnswers } from "@openvibe/core/agents";
import { wakingTask } from "@openvibe/core/approvals";
import { hostTasks, workerTasks } from "@openvibe/core/builder";
import { hostingDriver, watchApps } from "@openvibe/core/hosting";
import { actorOf, readOperatorToken } from "@openvibe/core/identity";
import { shareCountsTask } from "@openvibe/core/insights";
import { noticeTasks } from "@openvibe/core/inbox";
import { embedTask } from "@openvibe/core/memory";
import { startFollowers, systemContext } from "@openvibe/core/platform";
import { startChores, startWorker, type TaskDefinition } from "@openvibe/core/runs";
import { transferTasks } from "@openvibe/core/transfer";
import { outsideCallTask } from "@openvibe/core/turns";
import { lookAnewTask, replanTask } from "@openvibe/core/plans";
import { dueTask } from "@openvibe/core/schedules";
import { embedEntriesTask, reindexTask } from "@openvibe/core/search";
import { deliverTask } from "@openvibe/core/webhooks";
import { createAppRouter } from "@openvibe/drivers/hosting";
import { hasEnded, processIdentity } from "@openvibe/drivers/machine";
import { rememberedNames } from "./app-names.ts";
import { addressesOf } from "./addresses.ts";
import { CHORES, PROMPT_CHORES, PROMPT_MS } from "./chores.ts";
import type { Settings } from "./config.ts";
import { openDoors } from "./doors/server.ts";
import { installKit, plugDrivers, type House } from "./drivers.ts";
import { FOLLOWERS } from "./followers.ts";
import { layFoundation, leaveNote, readNote } from "./foundation.ts";
import { chooseSandbox } from "./isolation.ts";
import { mountWeb } from "./web.ts";

export interface RunningApp {
  /** Undefined for a worker. */
  address: string | undefined;
  sandbox: { name: string; isolates: boolean; warning: string | undefined };
  close(): Promise<void>;
}

/** The composition root: every driver is made (`drivers.ts`) and every module started here, and nowhere else. */
export async function createApp(settings: Settings, data: string, onFatal: (reason: string) => void): Promise<RunningApp> {
  const foundation = await layFoundation(settings, data, onFatal);
  const { platform, lifecycle } = foundation;
  try {
    const isWorker = settings.role === "worker";
    const addresses = addressesOf(settings, isWorker ? (await readNote(data))?.address : undefined);
    const sandbox = await chooseSandbox(settings, data);
    lifecycle.add("sandbox", () => sandbox.driver.close());
    const kit = installKit(settings, data, platform.log);
    const house = { ...foundation, settings, data, addresses, sandbox: sandbox.driver, kit };
    await plugDrivers(house);
    const address = isWorker ? undefined : await openToPeople(house);
    await kit;
    await startWork(house);
    return {
      address,
      sandbox: { name: sandbox.driver.name, isolates: sandbox.driver.isolates, warning: sandbox.warning },
      close: () => lifecycle.close(),
    };
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

/** The doors, and the apps behind their own host names; where they answer. */
async function openToPeople({
  platform,
  drivers,
  lifecycle,
  databaseUrl,
  settings,
  data,
  addresses,
  sandbox,
  kit,
}: House): Promise<string> {
  const trust = settings.trustProxy ? { trustsProxy: settings.trustProxy } : {};
  const appHosts = createAppRouter({
    hosting: drivers.get(hostingDriver),
    domains: [addresses.appsDomain],
    resolve: rememberedNames(platform),
    ...trust,
    onError: (error) => platform.log.error({ err: error }, "a request to an app failed on our side"),
  });
  const doors = openDoors({
    platform,
    origin: addresses.origin,
    appOrigins: addresses.appOrigins,
    operatorToken: await readOperatorToken(data),
    appHosts,
    openSignUp: settings.openSignUp,
    development: settings.dev,
    sandbox: { name: sandbox.name, isolates: sandbox.isolates },
    ...trust,
  });
  lifecycle.add("doors", () => doors.close());
  lifecycle.add("app router", () => appHosts.close());
  lifecycle.add("web", await mountWeb(doors.app, doors.upgrades, settings.dev));
  await kit;
  await doors.app.listen({ port: settings.port, host: settings.host });
  const address = addresses.listening(doors.app.server);
  const watching = await watchApps(platform);
  lifecycle.add("watch on apps", () => watching.close());
  lifecycle.add("note", await leaveNote(data, { address, databaseUrl }));
  return address;
}

/** What goes on of itself: followers of the log, tasks, chores. */
async function startWork({ platform, lifecycle, settings }: House): Promise<void> {
  const followers = startFollowers(platform, FOLLOWERS);
  lifecycle.add("followers", () => followers.close());
  const worker = startWorker(platform, {
    tasks: tasksOf(settings.role),
    process: { id: await processIdentity(), isGone: hasEnded },
    actorFor: (task) => actorOf(systemContext(platform, task.workspaceId), task.actor),
  });
  lifecycle.add("worker", () => worker.close());
  if (settings.role !== "web") {
    const [hourly, prompt] = [startChores(platform, CHORES), startChores(platform, PROMPT_CHORES, PROMPT_MS)];
    lifecycle.add("chores", async () => void (await Promise.all([hourly.close(), prompt.close()])));
  }
  const answers = watchAnswers(platform);
  lifecycle.add("watch on answers", () => answers.close());
}

function tasksOf(role: Settings["role"]): readonly TaskDefinition[] {
  const anywhere = [
    ...workerTasks,
    ...noticeTasks,
    ...transferTasks,
    answerTask as TaskDefinition,
    dueTask as TaskDefinition,
    replanTask as TaskDefinition,
    lookAnewTask as TaskDefinition,
    wakingTask as TaskDefinition,
    outsideCallTask as TaskDefinition,
    titleThreadTask as TaskDefinition,
    reindexTask as TaskDefinition,
    embedEntriesTask as TaskDefinition,
    deliverTask as TaskDefinition,
    embedTask as TaskDefinition,
    shareCountsTask as TaskDefinition,
  ];
  if (role === "worker") return anywhere;
  return role === "web" ? hostTasks : [...anywhere, ...hostTasks];
}
