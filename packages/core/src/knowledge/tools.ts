import { defineTool, said, type Tool } from "../platform/index.ts";
import { addContextItem } from "./add-context-item.ts";
import { itemNamed } from "./item-name.ts";
import { listContextItems } from "./list-context-items.ts";
import { AddContextItem, ListContextItems, SupersedeContextItem } from "./model.ts";
import { supersedeContextItem } from "./supersede-context-item.ts";

export const knowledgeTools: readonly Tool[] = [
  defineTool({
    name: "knowledge_list",
    title: "List what is known",
    description: "Decisions, facts and things to do: of a thread, a project, or the whole workspace.",
    input: ListContextItems,
    permission: "knowledge:read",
    effect: "read",
    taints: true,
    says: () => "Lists decisions, facts and things to do",
    run: (ctx, input) => listContextItems(ctx, input),
  }),
  defineTool({
    name: "knowledge_add",
    title: "Write down what is known",
    description: "Keeps a decision, a fact or something to do, where it holds.",
    input: AddContextItem,
    permission: "knowledge:write",
    effect: "write",
    says: ({ kind, text, scope }) => `Writes down a ${kind} for the ${scope}: “${text}”`,
    run: (ctx, input) => addContextItem(ctx, input),
  }),
  defineTool({
    name: "knowledge_supersede",
    title: "Replace what is known",
    description: "Lets a newer item, or a new text, hold instead of an older one.",
    input: SupersedeContextItem,
    permission: "knowledge:write",
    effect: "write",
    says: async ({ itemId, text, byItemId }, ctx) =>
      said`Lets ${text === undefined ? await itemNamed(ctx, byItemId ?? "") : `“${text}”`} hold instead of ${await itemNamed(ctx, itemId)}`,
    run: (ctx, input) => supersedeContextItem(ctx, input),
  }),
];
