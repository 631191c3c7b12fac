import { keepOnDevice } from "../../data/keep-on-device.ts";

const KEY = "openvibe.workspace";

export function lastWorkspace(): string | null {
  return localStorage.getItem(KEY);
}

export function rememberWorkspace(id: string): void {
  keepOnDevice(KEY, id);
}
