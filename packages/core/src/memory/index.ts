/** What is remembered: by people and agents, for one person, a project or the workspace; recalled by meaning and by word. */
export * from "./model.ts";
export { remember } from "./remember.ts";
export { correctMemory } from "./correct-memory.ts";
export { confirmMemory } from "./confirm-memory.ts";
export { forgetExpired, forgetMemory, memoryFollower } from "./forget-memory.ts";
export { forgetFormer } from "./forget-former.ts";
export { keepLearnt } from "./keep-learnt.ts";
export { getMemory, listMemories } from "./list-memories.ts";
export { recall } from "./recall.ts";
export { memoriesFor, type KnownMemories } from "./memories-for.ts";
export { embedMemories, embedTask } from "./embed-memories.ts";
export { besides, isCritical, memoryTools } from "./tools.ts";
export { meaningsOf, type Meaning, type PaidBy } from "./embedding.ts";
export { changeRuns, piecesOf, runsOf } from "./pieces.ts";
export { createRecallIndex, type Question, type RecallIndex } from "./recall-index.ts";
export { addVectorColumns, hasVectorColumns } from "./vector-columns.ts";
export { distanceTo, NEAR_SPARE } from "./nearest-memories.ts";
export { freshIndexes, HORIZON } from "./fresh-indexes.ts";
