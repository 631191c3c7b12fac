/** What was learnt from what people accepted, changed and rejected: counted by plain code, shown to its owner, who corrects or deletes it. */
export * from "./model.ts";
export { insightsFollower } from "./follow.ts";
export { forgetLearnt } from "./forget-learnt.ts";
export { listInsights } from "./list-insights.ts";
export { correctInsight, forgetInsight, importCorrection } from "./change-insight.ts";
export { listSharedCounts, shareCounts, shareCountsTask } from "./share-counts.ts";
