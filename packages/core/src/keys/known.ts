import { defineKnown } from "../platform/index.ts";

/** What is asked for before every call. */
export const { known, forget: forgetKeys } = defineKnown("keys.changed");
