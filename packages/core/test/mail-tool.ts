import { z } from "zod";
import { defineTool } from "../src/platform/index.ts";

/** A tool whose effect is outside, so that a person is asked; whom mail went to is put into `sent`. */
export const mailTool = (sent: string[] = []) =>
  defineTool({
    name: "mail_send",
    title: "Send mail",
    description: "Sends mail.",
    input: z.object({ to: z.string() }),
    permission: "projects:write",
    effect: "outside",
    says: ({ to }) => `Sends mail to ${to}`,
    run(_, { to }) {
      sent.push(to);
      return Promise.resolve("sent");
    },
  });
