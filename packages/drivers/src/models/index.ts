/** Models that answer calls of the gateway. */
export { offlineModel } from "./offline/provider.ts";
export { offlineLanguageModel } from "./offline/language-model.ts";
export { lexicalVector } from "./offline/embedding-model.ts";
export { createModelDriver } from "./ai-sdk/driver.ts";
export type { ConnectionOptions } from "./ai-sdk/connection.ts";
export type { Reach } from "../network/index.ts";
