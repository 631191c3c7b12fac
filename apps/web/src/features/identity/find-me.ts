import type { MeNow } from "@openvibe/core/identity/model";
import { createApi } from "../../data/api.ts";
import { statusOf } from "../../data/errors.ts";
import { lastMe } from "./last-me.ts";
import { hasSession } from "./session.ts";

/** Who is signed in; undefined for nobody. On a device that knows nobody a refusal, which browsers show as an error, is not provoked. */
export async function findMe(): Promise<MeNow | undefined> {
  if (!lastMe() && !(await hasSession())) return undefined;
  try {
    return await createApi().client.identity.getMe();
  } catch (error) {
    if (statusOf(error) === 401) return undefined;
    throw error;
  }
}
