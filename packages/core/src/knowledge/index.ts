/** Context items: decisions, facts and things to do, distilled from talk and given to agents. */
export * from "./model.ts";
export { addContextItem } from "./add-context-item.ts";
export { editContextItem } from "./edit-context-item.ts";
export { supersedeContextItem } from "./supersede-context-item.ts";
export { removeContextItem } from "./remove-context-item.ts";
export { importContextItems, type ImportedItem } from "./import-context-items.ts";
export { listContextItems } from "./list-context-items.ts";
export { itemNamed } from "./item-name.ts";
export { getContextItem } from "./get-context-item.ts";
export { holdContextItems } from "./hold-items.ts";
export { contextFor } from "./context-for.ts";
export { knowledgeFollower } from "./follow.ts";
export { knowledgeTools } from "./tools.ts";
