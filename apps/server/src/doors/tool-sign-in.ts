import { endToolSignIn, placeOfSignIn, SIGN_IN_RETURN } from "@openvibe/core/connectors";
import { contextFor, resolveSession } from "@openvibe/core/identity";
import { AppError } from "@openvibe/core/platform";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { DoorOptions } from "./options.ts";

/** RFC 6749 §4.1.2, and RFC 9207. */
const Back = z.object({
  state: z.string().max(500),
  code: z.string().max(4_000).optional(),
  error: z.string().max(500).optional(),
  iss: z.string().max(2_000).optional(),
});

/** Where a person comes back to who signed in at a tool server; on to the settings, which say how it went. */
export function openToolSignInDoor(app: FastifyInstance, { platform }: Pick<DoorOptions, "platform">): void {
  app.get(SIGN_IN_RETURN, async (request, reply) => {
    const read = Back.safeParse(request.query);
    const place = read.success ? placeOfSignIn(read.data.state) : undefined;
    if (!read.success || !place) throw new AppError("bad_request", "This address is for tool servers that send people back here.");
    const { state, code, error, iss: issuer } = read.data;
    const me = await resolveSession(platform, { cookie: request.headers.cookie });
    if (me) await endToolSignIn(contextFor(platform, me, place.workspaceId, request.id), { state, code, error, issuer });
    return reply.redirect(`/w/${place.workspaceId}/settings?tab=tools&at=Tools%20for%20agents`, 303);
  });
}
