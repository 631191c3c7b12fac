"use client";
import { SETTINGS } from "@openvibe/core/settings/model";
import { useSetting } from "../../settings/use-settings.ts";

/** What this workspace calls a fork: the word on its button, and what comes of it within a sentence and at the head of one. */
export function useForkWord(): { word: string; noun: string; Noun: string } {
  const word = useSetting("words.fork");
  const noun = word === SETTINGS["words.fork"].default ? "side conversation" : word;
  return { word, noun, Noun: noun.charAt(0).toUpperCase() + noun.slice(1) };
}
