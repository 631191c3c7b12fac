"use client";
import { MakePlan, type Plan } from "@openvibe/core/plans/model";
import { Button } from "@openvibe/ui/primitives/button";
import { SelectField } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { isUnreachable, messageOf } from "../../data/errors.ts";
import { keepOnDevice } from "../../data/keep-on-device.ts";
import { useDraft } from "../../data/use-draft.ts";
import { refuse, useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { useOutbox } from "../chat/outbox-provider.tsx";
import { useGo } from "../shell/navigation.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";

/** Has a request cut into tasks; the plan stands in a thread of its own, where its agents work. */
export function NewPlanForm({ onMade }: { onMade: (plan: Plan) => void }) {
  const { client, queries, workspace } = useWorkspace();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const places = (channels.data ?? []).filter(({ kind }) => kind !== "direct");
  const [channel, setChannel] = useState("");
  const channelId = places.some(({ id }) => id === channel) ? channel : places[0]?.id;
  // What was written is kept until it is a plan: without a connection there is none.
  const draftKey = `openvibe.plan.${workspace.id}`;
  const [request, setRequest] = useDraft(draftKey);
  // Of one request comes one plan, however often it is sent, over reloads too; other words make another.
  const keptKey = `${draftKey}.key`;
  const [clientKey, setClientKey] = useDraft(keptKey);
  const anew = () => setClientKey(crypto.randomUUID());
  const forget = () => {
    for (const key of [draftKey, keptKey]) keepOnDevice(key, undefined);
  };
  // A model may take its time: who has gone elsewhere meanwhile is told, and not fetched.
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  const outbox = useOutbox();
  const go = useGo();
  const { onSubmit, problem, busy } = useSubmit({
    read: () => {
      if (channelId === undefined) return refuse("request", "Make a channel first: a plan stands in one.");
      const input = MakePlan.shape.request.safeParse(request);
      return input.success
        ? { success: true, data: { channelId, request: input.data, clientKey: clientKey || crypto.randomUUID() } }
        : input;
    },
    send: async (asked) => {
      try {
        const plan = await client.plans.startPlan(asked);
        forget();
        if (isOpen.current) onMade(plan);
        else
          toast.success(`The plan “${plan.title}” is there.`, {
            action: { label: "Open it", onClick: () => onMade(plan) },
          });
      } catch (error) {
        if (!isUnreachable(error)) {
          if (!isOpen.current) toast.error(messageOf(error));
          throw error;
        }
        // It waits where it will stand, over reloads too.
        outbox.queue({ channelId: asked.channelId, isIdea: false, isPlan: true }, asked.request, asked.clientKey);
        forget();
        if (isOpen.current) go({ screen: "channel", channelId: asked.channelId });
      }
    },
    stale: [queries.plans.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <TextAreaField
        label="What is to be done"
        rows={5}
        value={request}
        onChange={(text) => {
          setRequest(text);
          anew();
        }}
        placeholder="Research what customers want, then write the requirements, and then test them"
        error={problem}
      />
      <SelectField
        label="In which channel"
        value={channelId ?? ""}
        onChange={(id) => {
          setChannel(id);
          anew();
        }}
        options={places.map(({ id, name }) => ({ value: id, label: `#${name}` }))}
        className="justify-self-start"
      />
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p role="status" className="min-w-48 flex-1 text-sm text-pretty text-ink-soft">
          {busy ? "This can take a minute. You may close this: you are told when the plan is there." : null}
        </p>
        <Button type="submit" look="primary" busy={busy}>
          Plan it
        </Button>
      </div>
    </form>
  );
}
