"use client";
import { useEffect, useState } from "react";
import { keepOnDevice } from "./keep-on-device.ts";

/** What is being written, kept on this device until it is as it was at first: it outlives a reload, and a field that is closed. */
export function useDraft(key: string, first = ""): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(() => localStorage.getItem(key) ?? first);
  useEffect(() => {
    keepOnDevice(key, text === first ? undefined : text);
  }, [text, key, first]);
  return [text, setText];
}
