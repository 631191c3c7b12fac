"use client";
import type { Delivery } from "@openvibe/core/webhooks/model";
import { NotThereYet } from "@openvibe/ui/components/not-there-yet";
import { RelativeTime } from "@openvibe/ui/components/relative-time";
import { Badge } from "@openvibe/ui/primitives/badge";
import { Button } from "@openvibe/ui/primitives/button";
import { Disclosure } from "@openvibe/ui/primitives/disclosure";
import { useInfiniteQuery } from "@tanstack/react-query";
import { messageOf } from "../../data/errors.ts";
import { BY_CURSOR } from "../../data/pages.ts";
import { sayTime } from "../../data/times.ts";
import { useAct } from "../../data/use-act.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { ShowOlder } from "../shell/listing.tsx";

const PAGE = 20;
const SOON_MS = 10_000;
const TONES = { pending: "warning", delivered: "success", failed: "danger" } as const;

/** What was sent and answered; read again while something is about to be sent. */
export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const { queries } = useWorkspace();
  const log = useInfiniteQuery(
    queries.webhooks.listDeliveries.infiniteOptions({
      input: (cursor: string | undefined) => ({ webhookId, cursor, limit: PAGE }),
      ...BY_CURSOR,
      refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some(isSoon)) ? 2_000 : 15_000),
    }),
  );
  const { data } = log;
  if (!data) return <NotThereYet of={log} say={messageOf} className="mt-3 h-16 rounded-xl" />;
  const deliveries = data.pages.flatMap(({ items }) => items);
  if (deliveries.length === 0) return <p className="mt-3 text-sm text-ink-faint">Nothing was sent yet.</p>;
  return (
    <>
      <ul aria-label="Delivery log" className="mt-3 grid grid-cols-1 gap-1 border-t border-line pt-2">
        {deliveries.map((delivery) => (
          <Entry key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      <ShowOlder of={log} />
    </>
  );
}

const isSoon = ({ nextAt }: Delivery) => nextAt !== null && nextAt.getTime() < Date.now() + SOON_MS;

function Entry({ delivery }: { delivery: Delivery }) {
  const { client, queries } = useWorkspace();
  const { act, busy } = useAct(queries.webhooks.listDeliveries.key());
  const last = delivery.attempts.at(-1);
  return (
    <li className="text-sm">
      <Disclosure
        summary={
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
            <Badge tone={TONES[delivery.state]}>{last?.status ?? delivery.state}</Badge>
            <span>{delivery.event}</span>
            <RelativeTime at={delivery.createdAt} className="text-xs text-ink-faint" />
            {delivery.attempts.length > 1 ? <span className="text-xs text-ink-faint">{delivery.attempts.length} attempts</span> : null}
          </span>
        }
      >
        <div className="grid gap-2 pb-2 pl-5">
          {delivery.attempts.length > 0 ? <Attempts delivery={delivery} /> : null}
          <Block title="Request" text={[...headLines(last?.requestHeaders), "", delivery.body].join("\n")} />
          {last?.status ? (
            <Block
              title={`Answer ${last.status}, ${last.durationMs} ms`}
              text={[...headLines(last.responseHeaders), "", last.responseBody].join("\n")}
            />
          ) : null}
          <Button
            size="sm"
            className="justify-self-start"
            busy={busy}
            onClick={() => void act(() => client.webhooks.redeliver({ deliveryId: delivery.id }))}
          >
            Send again
          </Button>
        </div>
      </Disclosure>
    </li>
  );
}

/** Each try with what became of it, and when the next one is. */
function Attempts({ delivery: { attempts, nextAt } }: { delivery: Delivery }) {
  return (
    <ol aria-label="Attempts" className="grid gap-0.5">
      {attempts.map(({ at, status, error }) => (
        <li key={at.getTime()} className="flex flex-wrap gap-x-2">
          <span className="tabular text-ink-faint">{sayTime("exactMoment", at)}</span>
          <span className="wrap-anywhere">{[status, error].filter((part) => part !== null).join(": ")}</span>
        </li>
      ))}
      {nextAt ? <li className="text-ink-faint">Next at {sayTime("exactMoment", nextAt)}</li> : null}
    </ol>
  );
}

const headLines = (headers: Readonly<Record<string, string>> = {}) => Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

function Block({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="text-xs font-medium text-ink-faint">{title}</p>
      <pre className="max-h-48 overflow-auto rounded-md bg-sunken p-2 text-xs break-all whitespace-pre-wrap" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}
