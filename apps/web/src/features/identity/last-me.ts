import { Me } from "@openvibe/core/identity/model";
import { keepOnDevice } from "../../data/keep-on-device.ts";

const KEY = "openvibe.me";

/** Who used this browser last: names alone, so that the app opens without a network. */
export function lastMe(): Me | undefined {
  try {
    return Me.parse(JSON.parse(localStorage.getItem(KEY) ?? ""));
  } catch {
    return undefined;
  }
}

export function rememberMe(me: Me | undefined): void {
  keepOnDevice(KEY, me && JSON.stringify(me));
}
