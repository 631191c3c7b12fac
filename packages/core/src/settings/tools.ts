import { z } from "zod";
import { defineTool, type Tool } from "../platform/index.ts";
import { listSettings } from "./get-settings.ts";
import { readSetting, SetSetting } from "./model.ts";
import { setSetting } from "./set-setting.ts";

export const settingsTools: readonly Tool[] = [
  defineTool({
    name: "settings_list",
    title: "List settings",
    description: "Every setting as it holds, and where its value comes from.",
    input: z.object({}),
    permission: "settings:read",
    effect: "read",
    says: () => "Lists the settings",
    run: (ctx) => listSettings(ctx),
  }),
  defineTool({
    name: "settings_set",
    title: "Change a setting",
    description: "Sets a value for the whole workspace, or for oneself.",
    // NOTE: a value that does not fit is said at once, and nobody is asked for a yes to it.
    input: SetSetting.superRefine(({ key, value }, wrong) => {
      const read = readSetting(key, value);
      if (!read.ok) wrong.addIssue({ code: "custom", path: ["value"], message: read.problem });
    }),
    permission: "settings:manage",
    effect: "write",
    governs: () => true,
    says: ({ key, layer, value }) =>
      `Sets ${key} for ${layer === "workspace" ? "the whole workspace" : "one person"} to ${JSON.stringify(value)}`,
    async run(ctx, input) {
      await setSetting(ctx, input);
      return { set: input.key };
    },
  }),
];
