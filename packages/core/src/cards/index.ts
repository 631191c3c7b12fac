/** What messages show beside their text, such as a spec, the progress of a build, or what a side conversation came to. */
export * from "./model.ts";
export { outcomeText } from "./outcome-text.ts";
export { withoutCode } from "./without-code.ts";
