"use client";
import { MakePlan, type Plan } from "@openvibe/core/plans/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Select } from "@openvibe/ui/primitives/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { refuse, useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { TextAreaField } from "@openvibe/ui/primitives/text-area-field";

/** Has a request cut into tasks; the plan stands in a thread of its own, where its agents work. */
export function NewPlanForm({ onMade }: { onMade: (plan: Plan) => void }) {
  const { client, queries } = useWorkspace();
  const channels = useQuery(queries.chat.listChannels.queryOptions());
  const places = (channels.data ?? []).filter(({ kind }) => kind !== "direct");
  const [channel, setChannel] = useState("");
  const channelId = places.some(({ id }) => id === channel) ? channel : places[0]?.id;
  const [request, setRequest] = useState("");
  const [clientKey] = useState(() => `plan/${crypto.randomUUID()}`);
  const { onSubmit, problem, busy } = useSubmit({
    read: () => {
      if (channelId === undefined) return refuse("request", "Make a channel first: a plan stands in one.");
      const input = MakePlan.shape.request.safeParse(request);
      return input.success ? { success: true, data: { channelId, text: input.data } } : input;
    },
    send: async (asked) => {
      const { thread } = await client.chat.startThread({ ...asked, clientKey });
      onMade(await client.plans.makePlan({ threadId: thread.id, request: asked.text }));
    },
    stale: [queries.plans.key()],
  });
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      <TextAreaField
        label="What is to be done"
        rows={5}
        value={request}
        onChange={setRequest}
        placeholder="Research what customers want, then write the requirements, and then test them"
        error={problem}
      />
      <Select
        label="In which channel"
        value={channelId ?? ""}
        onChange={setChannel}
        options={places.map(({ id, name }) => ({ value: id, label: `#${name}` }))}
        className="h-9 justify-self-start"
      />
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Plan it
      </Button>
    </form>
  );
}
