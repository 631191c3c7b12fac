/** What generated apps are made of: the generator, and the kit their dependencies are. */
export { generateApp, type GenerateAppInput, type GeneratedApp } from "./generate-app.ts";
export { kitFiles } from "./kit-files.ts";
export { takeFromGenerator, type Manifest } from "./manifest.ts";
export { prepareKit, sharedRelease, type Kit } from "./prepare-kit.ts";
export { canEmit } from "./slices/registry.ts";
