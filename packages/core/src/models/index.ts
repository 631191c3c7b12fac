/** Which models there are: what they can, and what they cost on which day. */
export * from "./model.ts";
export { knownModels, modelTable } from "./table.ts";
export { priceAt } from "./price.ts";
export { addTokens, costOf, FREE, mostCost, NO_TOKENS, outputFor, type CallTokens } from "./cost.ts";
export { listModels, pricedModels, removeModel, setModel } from "./workspace-models.ts";
export { countOf, textTokens, tokensOf, toldTokens } from "./estimate.ts";
export { inputSize, inputTokens, mostInput, ofText, ofWords, tokensIn, type InputSize } from "./input-size.ts";
export { isText, pagesIn, textIn } from "./file-size.ts";
export { asSeen, hasWords, orWords, sees, showing, shownFiles, shownKinds, unseenBy, withoutShown, type Shown } from "./shown-files.ts";
