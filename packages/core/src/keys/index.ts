/** Whose keys model calls go out with, and whose keys they come in with; and the interface to what speaks with the providers. */
export * from "./model.ts";
export { modelDriver, type FaultKind, type ModelDriver, type ModelFault, type ProviderAccount, type ProviderKind } from "./model-driver.ts";
export { addProviderKey, listProviderKeys, revokeProviderKey, rotateProviderKey, testProviderKey } from "./provider-keys.ts";
export { listKeyUses, listVirtualKeyUses } from "./list-key-uses.ts";
export {
  accountsByProvider,
  hasModel,
  isLocal,
  operatorAccounts,
  usableAccounts,
  withoutRelease,
  type AccountsByProvider,
  type UsableAccount,
} from "./usable-account.ts";
export { endRunKey, mintRunKey, type RunPurpose } from "./run-keys.ts";
export { noteKeyUse, writeKeyUses } from "./note-key-use.ts";
export { createVirtualKey, findVirtualKey, getVirtualKey, listVirtualKeys, revokeVirtualKey, type KeyBearer } from "./virtual-keys.ts";
export { admitAppVersion, appKeySecret, findAppKey, grantAppKey, keepAppVersion, revokeAppKey } from "./app-keys.ts";
export { forgetKeys, known } from "./known.ts";
export { AnswerFault, FINAL, PASSING, plainError, reasonOf, reasonOfError } from "./words-of-fault.ts";
