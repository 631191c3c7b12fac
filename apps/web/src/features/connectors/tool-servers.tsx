"use client";
import { AddToolServer, MOST_GIVEN, MOST_TOOLS, type ServerTool, type ToolServer } from "@openvibe/core/connectors/model";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { Field } from "@openvibe/ui/primitives/field";
import { useQuery } from "@tanstack/react-query";
import { formText } from "../../data/form-text.ts";
import { useAct } from "../../data/use-act.ts";
import { useChoice } from "../../data/use-choice.ts";
import { useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useMemberLookup } from "../identity/use-members.ts";
import { counted } from "../settings/key-row.tsx";
import { ConfirmButton } from "../shell/confirm.tsx";
import { DialogButton } from "../shell/dialog-button.tsx";
import { Listing, ListLead } from "../shell/listing.tsx";
import { Section } from "../shell/section.tsx";

/** Servers whose tools agents may use; an admin says which of them only read. */
export function ToolServers() {
  const { queries } = useWorkspace();
  const servers = useQuery(queries.connectors.listToolServers.queryOptions());
  return (
    <Section title="Tools for agents">
      <div className="grid grid-cols-1 gap-3">
        <ListLead
          action={
            <DialogButton label="Add a server" title="Add a tool server">
              {(close) => <AddForm onDone={close} />}
            </DialogButton>
          }
        >
          Agents may use the tools of MCP servers that you add. Each use waits for a person, unless you have said that a tool only reads.
        </ListLead>
        {servers.data?.some(({ tools }) => tools.some(({ leftOut }) => leftOut === "many")) ? (
          <p className="text-sm text-pretty text-ink-soft">
            An agent is given at most {MOST_GIVEN} of these tools, fewer where they are described at length: the first ones of each server.
            Remove a server to make room for others.
          </p>
        ) : null}
        <Listing label="Tool servers" query={servers} skeleton="h-16">
          {(server) => <Row key={server.id} server={server} />}
        </Listing>
      </div>
    </Section>
  );
}

function Row({ server }: { server: ToolServer }) {
  const { id: serverId, name, url, tools, fault, signIn } = server;
  const { client, queries } = useWorkspace();
  const stale = [queries.connectors.listToolServers.key()];
  const { act, busy } = useAct(...stale);
  const [confirmed, confirm] = useChoice(`tools of ${serverId} that read`, {
    known: tools.filter((tool) => tool.confirmed).map((tool) => tool.name),
    save: (names) => client.connectors.confirmReadTools({ serverId, tools: names }),
    stale: queries.connectors.listToolServers.key(),
  });
  const unused = tools.filter(({ leftOut }) => leftOut !== null).length;
  const toggle = (tool: string) => confirm(confirmed.includes(tool) ? confirmed.filter((each) => each !== tool) : [...confirmed, tool]);
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-52 flex-1">
          <p className="flex items-center gap-2 text-base font-medium">
            {name} {fault && signIn !== "needed" ? <Badge tone="danger">not reached</Badge> : null}
          </p>
          <p className="text-xs wrap-anywhere text-ink-faint">{url ?? "a program on this server"}</p>
          {fault ? <p className="mt-1 text-sm wrap-anywhere text-danger">{fault}</p> : null}
        </div>
        <div className="flex gap-2">
          {signIn === "needed" ? null : (
            <Button size="sm" busy={busy} onClick={() => void act(() => client.connectors.refreshToolServer({ serverId }))}>
              Read again
            </Button>
          )}
          <ConfirmButton
            action="Remove"
            disabled={busy}
            title={`Remove ${name}?`}
            description="Agents lose its tools at once."
            onConfirm={() => client.connectors.removeToolServer({ serverId })}
            stale={stale}
          />
        </div>
      </div>
      {signIn === "none" ? null : <SignIn server={server} />}
      {tools.length > 0 ? (
        <Disclosure
          summary={
            <span className="text-sm text-ink-soft">
              {counted(tools.length, "tool")}, {sayReading(confirmed.length)}
              {unused > 0 ? `, ${unused} left out` : ""}
            </span>
          }
        >
          {tools.length === MOST_TOOLS ? (
            <p className="mt-1 pl-5 text-sm text-ink-soft">At most {MOST_TOOLS} tools of a server are taken in, its first ones.</p>
          ) : null}
          <ul className="mt-1 grid gap-1.5 pl-5">
            {tools.map((tool) => (
              <li key={tool.name}>
                <label className="flex items-start gap-2 text-sm">
                  <input
                    type="checkbox"
                    checked={confirmed.includes(tool.name)}
                    disabled={!tool.readOnly || tool.leftOut === "long"}
                    onChange={() => toggle(tool.name)}
                    className="mt-0.5 size-4 shrink-0 accent-brand"
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className="font-medium">{tool.title || tool.name}</span> <span className="text-ink-faint">{sayUse(tool)}</span>
                    <span dir="auto" className="line-clamp-2 text-ink-soft">
                      {tool.description}
                    </span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </li>
  );
}

const sayReading = (count: number) => (count < 2 ? `${count === 0 ? "none" : "one"} of them only reads` : `${count} of them only read`);

/** At the server's own page, from which one comes back here. */
function SignIn({ server: { id: serverId, url, signIn, signedInBy } }: { server: ToolServer }) {
  const { client } = useWorkspace();
  const members = useMemberLookup();
  const { act, busy } = useAct();
  const isNeeded = signIn === "needed";
  const host = url === null ? "" : new URL(url).host;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-soft">
      <p className="min-w-52 flex-1 text-pretty">
        {isNeeded ? (
          `Sign in at ${host}, and agents of everybody here use its tools in your name.`
        ) : (
          <>
            Agents use it in the name of <bdi>{signedInBy === null ? "who signed in" : members.byId(signedInBy).name}</bdi>.
          </>
        )}
      </p>
      <Button
        size="sm"
        look={isNeeded ? "primary" : "ghost"}
        busy={busy}
        onClick={() => void act(async () => window.location.assign((await client.connectors.beginToolSignIn({ serverId })).address))}
      >
        {isNeeded ? "Sign in" : "Sign in again"}
      </Button>
    </div>
  );
}

function sayUse({ readOnly, leftOut }: ServerTool): string {
  if (leftOut === "long") return "left out, as its description is too long";
  if (leftOut === "many") return "left out, as there are too many";
  return readOnly ? "says that it only reads" : "asks each time";
}

function AddForm({ onDone }: { onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const given = (name: string) => formText(form, name).trim();
      return AddToolServer.safeParse({
        name: given("name"),
        url: given("url") || null,
        ...(given("token") ? { token: given("token") } : {}),
      });
    },
    send: async (input) => {
      await client.connectors.addToolServer(input);
      onDone();
    },
    refusedAt: "url",
    stale: [queries.connectors.listToolServers.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <p className="text-sm text-pretty text-ink-soft">A server that has you sign in on its own page says so once it is added.</p>
      <Field label="Short name" name="name" placeholder="weather" autoFocus error={problems["name"]} hint="Its tools are named after it" />
      <Field
        label="Address"
        name="url"
        inputMode="url"
        placeholder="https://example.com/mcp"
        error={problems["url"]}
        hint="Empty for a program that the operator of this server has set up under that name"
      />
      <Field label="Token, if it asks for one" name="token" type="password" autoComplete="off" error={problems["token"]} />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Add
      </Button>
    </form>
  );
}
