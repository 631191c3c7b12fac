/** What generated apps are made of: the generator, and the kit their dependencies are. */
export { generateApp, type GenerateAppInput, type GeneratedApp } from "./generate-app.ts";
export { GenerationError } from "./generation-error.ts";
export { kitFiles } from "./kit-files.ts";
export { MANIFEST_PATH, takeFromGenerator, type Manifest } from "./manifest.ts";
export { prepareKit, sharedRelease, type Kit } from "./prepare-kit.ts";
export { canEmit } from "./slices/registry.ts";
