/** What members do in a thread at this moment, such as typing, thinking or answering word by word: told by signals, kept nowhere. */
export * from "./model.ts";
export { showActivity, trackActivities, type Activities } from "./activities.ts";
export { liveAnswersOf, sayLive, sayStopped, type LiveAnswer, type LiveAnswers } from "./live-answers.ts";
export { startShowing } from "./showing.ts";
