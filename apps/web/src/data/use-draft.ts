"use client";
import { useEffect, useState } from "react";
import { keepOnDevice } from "./keep-on-device.ts";

/** What is being written, kept on this device until it is empty again: it outlives a reload, and a field that is closed. */
export function useDraft(key: string): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(() => localStorage.getItem(key) ?? "");
  useEffect(() => {
    keepOnDevice(key, text || undefined);
  }, [text, key]);
  return [text, setText];
}
