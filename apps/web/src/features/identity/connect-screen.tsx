"use client";
import type { Me, ToolRequest } from "@openvibe/core/identity/model";
import { EmptyState } from "@openvibe/ui/components/empty-state";
import { ErrorState } from "@openvibe/ui/components/error-state";
import { Skeleton } from "@openvibe/ui/primitives/skeleton";
import { Unplug } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { createApi } from "../../data/api.ts";
import { messageOf, statusOf } from "../../data/errors.ts";
import { AuthLayout } from "./auth-layout.tsx";
import { ConsentForm } from "./consent-form.tsx";
import { findMe } from "./find-me.ts";
import { signOut } from "./session.ts";

const queryOf = () => window.location.search.slice(1);
/** What the server could not lead back to the tool, in words of ours: its own come with the address, which anybody can write. */
const FAULTS: Readonly<Record<string, string>> = {
  invalid_client: "OpenVibe does not know this tool, or not any more. Remove OpenVibe there and add it again: it then registers anew.",
  invalid_redirect: "It wants to be led back to a place that it did not name when it registered. Nothing was allowed.",
};
const ANY_FAULT = "What the tool sent here is not a request that OpenVibe understands. Nothing was allowed; start again from the tool.";

type Shown =
  | { kind: "asked"; me: Me; request: ToolRequest }
  | { kind: "over"; message: string }
  | { kind: "problem"; message: string }
  | { kind: "back"; url: string };

/** Where a person lets a tool from outside in, or not. */
export function ConnectScreen() {
  const [shown, setShown] = useState<Shown>();
  const read = useCallback(async () => {
    setShown(undefined);
    const fault = new URLSearchParams(queryOf()).get("error");
    if (fault !== null) {
      setShown({ kind: "over", message: FAULTS[fault] ?? ANY_FAULT });
      return;
    }
    try {
      const me = await findMe();
      if (!me) return window.location.replace(`/sign-in?${queryOf()}`);
      setShown({ kind: "asked", me, request: await createApi().client.identity.readToolRequest({ query: queryOf() }) });
    } catch (error) {
      setShown({ kind: statusOf(error) === 404 ? "over" : "problem", message: messageOf(error) });
    }
  }, []);
  useEffect(() => void read(), [read]);
  const leave = (url: string) => {
    window.location.assign(url);
    // A page takes this one's place; an app of the machine opens beside it.
    if (!/^https?:/.test(url)) setShown({ kind: "back", url });
  };
  if (shown?.kind === "asked")
    return (
      <AuthLayout title={`Connect ${shown.request.name}?`} lead={`It leads back to ${shown.request.returnsTo}.`}>
        <SignedInAs name={shown.me.person.name} workspaces={shown.request.workspaces} />
        <ConsentForm request={shown.request} query={queryOf()} onLeave={leave} />
      </AuthLayout>
    );
  if (shown?.kind === "back")
    return (
      <AuthLayout title="Back to the tool" lead="Your browser opens it now. You can close this page.">
        <a href={shown.url} className="text-sm font-medium text-brand-text underline-offset-2 hover:underline">
          Nothing happened? Open it again
        </a>
      </AuthLayout>
    );
  return (
    <AuthLayout title="Connect a tool" lead="A program asks to work in OpenVibe for you.">
      <NotAsked shown={shown} onRetry={() => void read()} />
    </AuthLayout>
  );
}

function NotAsked({ shown, onRetry }: { shown: Exclude<Shown, { kind: "asked" | "back" }> | undefined; onRetry: () => void }): ReactNode {
  if (shown?.kind === "problem") return <ErrorState message={shown.message} onRetry={onRetry} />;
  if (!shown) return <Skeleton className="h-64" />;
  return (
    <div role="alert">
      <EmptyState icon={<Unplug />} title="Nothing is connected">
        {shown.message}
      </EmptyState>
    </div>
  );
}

/** As whom, and where, unless that is theirs to choose. */
function SignedInAs({ name, workspaces }: { name: string; workspaces: ToolRequest["workspaces"] }) {
  const [only, ...others] = workspaces;
  const change = async () => {
    await signOut();
    window.location.replace(`/sign-in?${queryOf()}`);
  };
  return (
    <p className="mb-5 text-sm text-ink-soft">
      It acts as <bdi className="font-medium text-ink">{name}</bdi>
      {only && others.length === 0 ? (
        <>
          {" "}
          in <bdi className="font-medium wrap-anywhere text-ink">{only.name}</bdi>
        </>
      ) : null}
      .{" "}
      <button type="button" onClick={() => void change()} className="font-medium text-brand-text underline-offset-2 hover:underline">
        Somebody else?
      </button>
    </p>
  );
}
