import { join } from "node:path";
import { prepareKit, type Kit } from "@openvibe/appkit";
import { readAppBrief, remakeRelease } from "@openvibe/core/builder";
import { budgetSubjects } from "@openvibe/core/billing";
import { fileStore } from "@openvibe/core/files";
import { hearCircuits, modelProvider, settleAll } from "@openvibe/core/gateway";
import { hostingDriver, places, releaseMaker } from "@openvibe/core/hosting";
import { mailDriver, noticeLinks, pushDriver } from "@openvibe/core/inbox";
import { writeKeyUses } from "@openvibe/core/keys";
import { AppError, messageOf, toolCatalog, type Logger } from "@openvibe/core/platform";
import { projectBriefs } from "@openvibe/core/agents";
import { modelsSocket, sandboxDriver, type SandboxDriver } from "@openvibe/core/sandbox";
import { platformSettings, PlatformSettings } from "@openvibe/core/settings";
import { installedRuntimes } from "@openvibe/core/turns";
import { hookSender } from "@openvibe/core/webhooks";
import { createLocalHosting } from "@openvibe/drivers/hosting";
import { offlineModel } from "@openvibe/drivers/models";
import { createWebPush } from "@openvibe/drivers/push";
import { createHookSender } from "@openvibe/drivers/webhooks";
import type { Addresses } from "./addresses.ts";
import { BUDGET_SUBJECTS } from "./budget-subjects.ts";
import type { Settings } from "./config.ts";
import { openModelsSocket } from "./doors/models-socket.ts";
import type { Foundation } from "./foundation.ts";
import { chooseMail } from "./mail.ts";
import { startModels } from "./models.ts";
import { readOperatorFile } from "./operator-file.ts";
import { startOutside } from "./outside.ts";
import { installedAgents } from "./runtimes.ts";
import { chooseStorage } from "./storage.ts";
import { TOOLS } from "./tools.ts";

/** What a process of OpenVibe stands on, and what it was told. */
export interface House extends Foundation {
  settings: Settings;
  data: string;
  addresses: Addresses;
  sandbox: SandboxDriver;
  /** The shared dependencies of apps; the first time they are installed. */
  kit: Promise<Kit>;
}

/** Only a server that no other machine reaches may tell itself things. */
const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

export function installKit(settings: Settings, data: string, log: Logger): Promise<Kit> {
  const kit = prepareKit({ kitRoot: settings.kit ?? join(data, "kit"), log: (line) => log.info(line) }).catch((cause: unknown) => {
    const reason = messageOf(cause).trim().split("\n").at(-1) ?? "";
    throw new AppError(
      "unavailable",
      `The dependencies of apps could not be installed (${reason}). The first start needs the npm registry; check the network and start again.`,
      { cause },
    );
  });
  // Who needs it waits for it, later.
  kit.catch(() => undefined);
  return kit;
}

/** Everything outside, each behind its interface, closed with the process. */
export async function plugDrivers(house: House): Promise<void> {
  const { platform, drivers, lifecycle, settings, data, addresses, sandbox, kit } = house;
  const onlyHere = !settings.publicUrl && LOOPBACK.has(settings.host);
  const storage = chooseStorage(settings, data);
  lifecycle.add("file storage", () => storage.close());
  const push = createWebPush({ contact: addresses.origin });
  lifecycle.add("push", () => push.close());
  const hooks = createHookSender({ allowLoopback: onlyHere });
  lifecycle.add("webhook sender", () => hooks.close());
  const models = startModels(settings, drivers, platform.log, onlyHere);
  lifecycle.add("models", () => models.close());
  hearCircuits(platform);
  lifecycle.add("accounts of model calls", () => settleAll(platform));
  lifecycle.add("uses of keys", () => writeKeyUses(platform));
  const outside = startOutside(drivers, { path: settings.toolPrograms, onlyHere });
  lifecycle.add("what agents reach outside", () => outside.close());
  if (settings.settingsFile) drivers.put(platformSettings, readOperatorFile("SETTINGS_FILE", settings.settingsFile, PlatformSettings));
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
    .put(projectBriefs, readAppBrief)
    .put(budgetSubjects, BUDGET_SUBJECTS)
    .put(fileStore, { storage, limitBytes: settings.fileLimitMb * 1_000_000 })
    .put(sandboxDriver, sandbox)
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
  if (settings.role !== "worker") hostApps(house);
}

function hostApps({ drivers, lifecycle, settings, data, sandbox }: House): void {
  const disk = { limitBytes: settings.appDiskMb * 1024 * 1024 };
  const hosting = createLocalHosting({ sandbox, directory: join(data, "hosting"), disk });
  drivers.put(hostingDriver, hosting);
  lifecycle.add("hosted apps", () => hosting.close());
}
