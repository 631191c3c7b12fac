import * as knowledge from "@openvibe/core/knowledge";
import { member, pageOf } from "./base.ts";

const { AddContextItem, ByContextItem, ContextItem, EditContextItem, ListContextItems, SupersedeContextItem } = knowledge;

export const knowledgeApi = {
  listContextItems: member
    .route({ method: "GET", path: "/context-items", summary: "Decisions, facts and things to do, newest first" })
    .input(ListContextItems)
    .output(pageOf(ContextItem))
    .handler(({ context, input }) => knowledge.listContextItems(context, input)),
  getContextItem: member
    .route({ method: "GET", path: "/context-items/{itemId}", summary: "One decision, fact or thing to do" })
    .input(ByContextItem)
    .output(ContextItem)
    .handler(({ context, input }) => knowledge.getContextItem(context, input)),
  addContextItem: member
    .route({ method: "POST", path: "/context-items", summary: "Write down what is worth knowing" })
    .input(AddContextItem)
    .output(ContextItem)
    .handler(({ context, input }) => knowledge.addContextItem(context, input)),
  editContextItem: member
    .route({ method: "PATCH", path: "/context-items/{itemId}", summary: "Put an item right" })
    .input(EditContextItem)
    .output(ContextItem)
    .handler(({ context, input }) => knowledge.editContextItem(context, input)),
  supersedeContextItem: member
    .route({ method: "POST", path: "/context-items/{itemId}/successor", summary: "Let a newer item hold instead" })
    .input(SupersedeContextItem)
    .output(ContextItem)
    .handler(({ context, input }) => knowledge.supersedeContextItem(context, input)),
  removeContextItem: member
    .route({ method: "DELETE", path: "/context-items/{itemId}", summary: "Take an item away" })
    .input(ByContextItem)
    .handler(({ context, input }) => knowledge.removeContextItem(context, input)),
};
