/** What the machine under us offers. */
export { serviceUser, type ServiceUser } from "./service-user.ts";
export { isReachableByOthers, reachableCopy } from "./reachable.ts";
export { holdDirectory, type Hold } from "./hold-directory.ts";
export { hasEnded, processIdentity } from "./process-identity.ts";
export { defaultDataDirectory } from "./data-directory.ts";
export { requireOwner, requireOwnFolder } from "./own-folder.ts";
