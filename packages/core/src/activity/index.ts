/** What members do in a thread at this moment, such as typing or thinking: told by signals, kept nowhere. */
export { showActivity, trackActivities, type Activities } from "./activities.ts";
