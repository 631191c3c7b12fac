/** Configuration in layers: the platform's defaults or its operator's, a template, the workspace, the person; each value knows where it comes from. */
export * from "./model.ts";
export { listSettings, workspacesThatSet } from "./get-settings.ts";
export { platformSettings, settingOf, settingsOf, type Settings } from "./known.ts";
export { resetSetting, setSetting } from "./set-setting.ts";
export { settingsTools } from "./tools.ts";
