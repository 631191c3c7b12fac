import { join } from "node:path";
import { prepareKit } from "@openvibe/appkit";
import { answerTask, projectBriefs, titleThreadTask, watchAnswers } from "@openvibe/core/agents";
import { wakingTask } from "@openvibe/core/approvals";
import { hostTasks, remakeRelease, workerTasks } from "@openvibe/core/builder";
import { fileStore } from "@openvibe/core/files";
import { hearCircuits, modelProvider, settleAll } from "@openvibe/core/gateway";
import { writeKeyUses } from "@openvibe/core/keys";
import { hostingDriver, places, releaseMaker, watchApps } from "@openvibe/core/hosting";
import { actorOf, readOperatorToken } from "@openvibe/core/identity";
import { mailDriver, noticeLinks, noticeTasks, pushDriver } from "@openvibe/core/inbox";
import { embedTask } from "@openvibe/core/memory";
import { AppError, messageOf, startFollowers, systemContext, toolCatalog } from "@openvibe/core/platform";
import { readProjectBrief } from "@openvibe/core/projects";
import { startChores, startWorker, type TaskDefinition } from "@openvibe/core/runs";
import { modelsSocket, sandboxDriver } from "@openvibe/core/sandbox";
import { transferTasks } from "@openvibe/core/transfer";
import { installedRuntimes } from "@openvibe/core/turns";
import { outsideCallTask } from "@openvibe/core/turns";
import { replanTask } from "@openvibe/core/plans";
import { dueTask } from "@openvibe/core/schedules";
import { embedEntriesTask, reindexTask } from "@openvibe/core/search";
import { deliverTask, hookSender } from "@openvibe/core/webhooks";
import { createAppRouter, createLocalHosting } from "@openvibe/drivers/hosting";
import { hasEnded, processIdentity } from "@openvibe/drivers/machine";
import { offlineModel } from "@openvibe/drivers/models";
import { createWebPush } from "@openvibe/drivers/push";
import { createHookSender } from "@openvibe/drivers/webhooks";
import { rememberedNames } from "./app-names.ts";
import { addressesOf } from "./addresses.ts";
import { CHORES } from "./chores.ts";
import type { Settings } from "./config.ts";
import { openModelsSocket } from "./doors/models-socket.ts";
import { openDoors } from "./doors/server.ts";
import { FOLLOWERS } from "./followers.ts";
import { layFoundation, leaveNote, readNote } from "./foundation.ts";
import { chooseSandbox } from "./isolation.ts";
import { installedAgents } from "./runtimes.ts";
import { chooseMail } from "./mail.ts";
import { startModels } from "./models.ts";
import { startOutside } from "./outside.ts";
import { chooseStorage } from "./storage.ts";
import { TOOLS } from "./tools.ts";
import { mountWeb } from "./web.ts";

export interface RunningApp {
  /** Undefined for a worker. */
  address: string | undefined;
  sandbox: { name: string; isolates: boolean; warning: string | undefined };
  close(): Promise<void>;
}

/** Only a server that no other machine reaches may tell itself things. */
const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

/** The composition root: every driver is made here, every module started here, and nowhere else. */
export async function createApp(settings: Settings, data: string, onFatal: (reason: string) => void): Promise<RunningApp> {
  const { platform, drivers, lifecycle, databaseUrl } = await layFoundation(settings, data, onFatal);
  try {
    const isWorker = settings.role === "worker";
    const addresses = addressesOf(settings, isWorker ? (await readNote(data))?.address : undefined);
    const sandbox = await chooseSandbox(settings, data);
    lifecycle.add("sandbox", () => sandbox.driver.close());
    const kit = prepareKit({ kitRoot: settings.kit ?? join(data, "kit"), log: (line: string) => platform.log.info(line) }).catch(
      (cause: unknown) => {
        const reason = messageOf(cause).trim().split("\n").at(-1) ?? "";
        throw new AppError(
          "unavailable",
          `The dependencies of apps could not be installed (${reason}). The first start needs the npm registry; check the network and start again.`,
          { cause },
        );
      },
    );
    kit.catch(() => undefined);
    const storage = chooseStorage(settings, data);
    lifecycle.add("file storage", () => storage.close());
    const push = createWebPush({ contact: addresses.origin });
    lifecycle.add("push", () => push.close());
    const hooks = createHookSender({ allowLoopback: !settings.publicUrl && LOOPBACK.has(settings.host) });
    lifecycle.add("webhook sender", () => hooks.close());
    const models = startModels(settings, drivers, platform.log, !settings.publicUrl && LOOPBACK.has(settings.host));
    lifecycle.add("models", () => models.close());
    hearCircuits(platform);
    lifecycle.add("accounts of model calls", () => settleAll(platform));
    lifecycle.add("uses of keys", () => writeKeyUses(platform));
    const onlyHere = !settings.publicUrl && LOOPBACK.has(settings.host);
    const outside = startOutside(drivers, { path: settings.toolPrograms, onlyHere });
    lifecycle.add("what agents reach outside", () => outside.close());
    const mail = chooseMail(settings);
    if (mail) {
      drivers.put(mailDriver, mail);
      lifecycle.add("mail", () => mail.close());
    }
    drivers
      .put(noticeLinks, addresses)
      .put(pushDriver, push)
      .put(hookSender, hooks)
      .put(toolCatalog, TOOLS)
      .put(projectBriefs, readProjectBrief)
      .put(fileStore, { storage, limitBytes: settings.fileLimitMb * 1_000_000 })
      .put(sandboxDriver, sandbox.driver)
      .put(modelProvider, offlineModel())
      .put(releaseMaker, remakeRelease)
      .put(installedRuntimes, installedAgents(settings))
      .put(places, {
        appsDirectory: join(data, "apps"),
        kitDirectory: async () => (await kit).directory,
        urlOf: addresses.urlOf,
        platformOrigin: addresses.origin,
      });
    const modelsDoor = await openModelsSocket({ platform, directory: join(data, "doors") });
    lifecycle.add("socket of the models door", () => modelsDoor.close());
    drivers.put(modelsSocket, modelsDoor.path);
    if (!isWorker) {
      const hosting = createLocalHosting({
        sandbox: sandbox.driver,
        directory: join(data, "hosting"),
        disk: { limitBytes: settings.appDiskMb * 1024 * 1024 },
      });
      drivers.put(hostingDriver, hosting);
      lifecycle.add("hosted apps", () => hosting.close());
    }
    let address: string | undefined;
    if (!isWorker) {
      const trust = settings.trustProxy ? { trustsProxy: settings.trustProxy } : {};
      const appHosts = createAppRouter({
        hosting: drivers.get(hostingDriver),
        domains: [addresses.appsDomain],
        resolve: rememberedNames(platform),
        ...trust,
        onError: (error) => platform.log.error({ err: error }, "a request to an app failed on our side"),
      });
      const operatorToken = await readOperatorToken(data);
      const doors = openDoors({
        platform,
        origin: addresses.origin,
        appOrigins: addresses.appOrigins,
        operatorToken,
        appHosts,
        openSignUp: settings.openSignUp,
        development: settings.dev,
        sandbox: { name: sandbox.driver.name, isolates: sandbox.driver.isolates },
        ...trust,
      });
      lifecycle.add("doors", () => doors.close());
      lifecycle.add("app router", () => appHosts.close());
      lifecycle.add("web", await mountWeb(doors.app, doors.upgrades, settings.dev));
      await kit;
      await doors.app.listen({ port: settings.port, host: settings.host });
      address = addresses.listening(doors.app.server);
      const watching = await watchApps(platform);
      lifecycle.add("watch on apps", () => watching.close());
      lifecycle.add("note", await leaveNote(data, { address, databaseUrl }));
    }
    await kit;
    const followers = startFollowers(platform, FOLLOWERS);
    lifecycle.add("followers", () => followers.close());
    const worker = startWorker(platform, {
      tasks: tasksOf(settings.role),
      process: { id: await processIdentity(), isGone: hasEnded },
      actorFor: (task) => actorOf(systemContext(platform, task.workspaceId), task.actor),
    });
    lifecycle.add("worker", () => worker.close());
    const chores = startChores(platform, settings.role === "web" ? [] : CHORES);
    lifecycle.add("chores", () => chores.close());
    const answers = watchAnswers(platform);
    lifecycle.add("watch on answers", () => answers.close());
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

function tasksOf(role: Settings["role"]): readonly TaskDefinition[] {
  const anywhere = [
    ...workerTasks,
    ...noticeTasks,
    ...transferTasks,
    answerTask as TaskDefinition,
    dueTask as TaskDefinition,
    replanTask as TaskDefinition,
    wakingTask as TaskDefinition,
    outsideCallTask as TaskDefinition,
    titleThreadTask as TaskDefinition,
    reindexTask as TaskDefinition,
    embedEntriesTask as TaskDefinition,
    deliverTask as TaskDefinition,
    embedTask as TaskDefinition,
  ];
  if (role === "worker") return anywhere;
  return role === "web" ? hostTasks : [...anywhere, ...hostTasks];
}
