import { createApiKey, type KeyPermission } from "../src/identity/index.ts";
import { makeContext, type Context } from "../src/platform/index.ts";

/** A program of the person's, with a key that may do these things. */
export async function programOf(person: Context, permissions: KeyPermission[]): Promise<{ program: Context; keyId: string }> {
  const { apiKey } = await createApiKey(person, { name: "Program", permissions });
  const { platform, workspaceId, actor } = person;
  const program = makeContext(platform, { workspaceId, actor: { ...actor, can: new Set(permissions), keyId: apiKey.id } });
  return { program, keyId: apiKey.id };
}
