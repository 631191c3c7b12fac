import * as memory from "@openvibe/core/memory";
import { member, pageOf } from "./base.ts";

const { ByMemory, CorrectMemory, ListMemories, Memory, Recall, Recollection, Remember } = memory;

export const memoryApi = {
  listMemories: member
    .route({ method: "GET", path: "/memories", summary: "What is remembered: your own, of projects, of the workspace; newest first" })
    .input(ListMemories)
    .output(pageOf(Memory))
    .handler(({ context, input }) => memory.listMemories(context, input)),
  getMemory: member
    .route({ method: "GET", path: "/memories/{memoryId}", summary: "One memory" })
    .input(ByMemory)
    .output(Memory)
    .handler(({ context, input }) => memory.getMemory(context, input)),
  recall: member
    .route({ method: "GET", path: "/recollection", summary: "What fits a question, by word and by meaning" })
    .input(Recall)
    .output(Recollection)
    .handler(({ context, input }) => memory.recall(context, input)),
  remember: member
    .route({ method: "POST", path: "/memories", summary: "Remember something" })
    .input(Remember)
    .output(Memory)
    .handler(({ context, input }) => memory.remember(context, input)),
  correctMemory: member
    .route({ method: "PATCH", path: "/memories/{memoryId}", summary: "Put a memory right" })
    .input(CorrectMemory)
    .output(Memory)
    .handler(({ context, input }) => memory.correctMemory(context, input)),
  confirmMemory: member
    .route({ method: "POST", path: "/memories/{memoryId}/confirmation", summary: "Stand by what somebody else, or a program, wrote" })
    .input(ByMemory)
    .output(Memory)
    .handler(({ context, input }) => memory.confirmMemory(context, input)),
  forgetMemory: member
    .route({ method: "DELETE", path: "/memories/{memoryId}", summary: "Forget it for good" })
    .input(ByMemory)
    .handler(({ context, input }) => memory.forgetMemory(context, input)),
};
