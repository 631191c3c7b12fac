/** The app spec: the contract between talk and code. Browser-safe; imports only zod. */
export * from "./words.ts";
export * from "./entity.ts";
export * from "./features.ts";
export * from "./spec.ts";
export { kebab, pagesOf, slicesOf, type Page, type Slice } from "./pages.ts";
export { checkSpec, type SpecProblem } from "./check-spec.ts";
export { namesIn, parseFormula, type BinaryOperator, type Expression } from "./formula.ts";
export { ICONS } from "./icons.ts";
