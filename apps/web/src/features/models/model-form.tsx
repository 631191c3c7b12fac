"use client";
import { MICROS_PER_DOLLAR } from "@openvibe/core/billing/model";
import { type Abilities, type ListedModel, ModelRef, SetModel } from "@openvibe/core/models/model";
import { Button } from "@openvibe/ui/primitives/button";
import { Field } from "@openvibe/ui/primitives/field";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { formText } from "../../data/form-text.ts";
import { refuse, useSubmit } from "../../data/use-submit.ts";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { microsOf } from "../billing/money.ts";

const ABILITIES: Readonly<Partial<Record<keyof Abilities, string>>> = {
  tools: "It can use tools",
  vision: "It can see pictures",
  structured: "It keeps to a form when asked",
};
const dollarsOf = (micros: number | undefined) => (micros === undefined ? "" : String(micros / MICROS_PER_DOLLAR));
const givenPrice = (form: FormData, name: string) => {
  const text = formText(form, name).trim();
  return text === "" ? undefined : microsOf(text);
};
const givenCount = (form: FormData, name: string) => {
  const text = formText(form, name).replaceAll(/[\s,]/g, "");
  return text === "" ? undefined : Number(text);
};

/** Prices a model, or changes what is known of one. */
export function ModelForm({ model, onDone }: { model?: ListedModel; onDone: () => void }) {
  const { client, queries } = useWorkspace();
  const [kind, setKind] = useState<ListedModel["kind"]>(model?.kind ?? "language");
  const answers = kind === "language";
  const { onSubmit, problems, busy } = useSubmit({
    read: (form) => {
      const ref = ModelRef.safeParse(model?.ref ?? formText(form, "ref"));
      if (!ref.success) return refuse("ref", ref.error.issues[0]?.message ?? "Name a model");
      const at = ref.data.indexOf("/");
      const chosen = Object.keys(ABILITIES).map((ability) => [ability, form.get(ability) === "on"]);
      return SetModel.safeParse({
        provider: ref.data.slice(0, at),
        id: ref.data.slice(at + 1),
        kind,
        contextTokens: givenCount(form, "contextTokens"),
        maxOutputTokens: givenCount(form, "maxOutputTokens"),
        abilities: { ...model?.abilities, ...Object.fromEntries(chosen) },
        inputMicros: givenPrice(form, "inputMicros"),
        outputMicros: answers ? givenPrice(form, "outputMicros") : 0,
        cacheReadMicros: givenPrice(form, "cacheReadMicros"),
        cacheWriteMicros: givenPrice(form, "cacheWriteMicros"),
      });
    },
    send: async (input) => {
      await client.gateway.setModel(input);
      onDone();
    },
    refusedAt: "inputMicros",
    stale: [queries.gateway.key()],
  });
  const price = model?.price;
  return (
    <form noValidate onSubmit={onSubmit} className="grid gap-4">
      {model ? null : (
        <>
          <WhichModel error={problems["ref"] ?? problems["provider"] ?? problems["id"]} />
          <Segmented
            label="What it does"
            value={kind}
            onChange={setKind}
            options={[
              { value: "language", label: "Answers" },
              { value: "embedding", label: "Finds by meaning" },
            ]}
          />
        </>
      )}
      <p className="-mb-2 text-sm text-ink-soft">For a million tokens, in US dollars:</p>
      <div className="grid grid-cols-2 items-start gap-3">
        <Price label="In" name="inputMicros" micros={price?.input} error={problems["inputMicros"]} autoFocus={model !== undefined} />
        {answers ? (
          <>
            <Price label="Out" name="outputMicros" micros={price?.output} error={problems["outputMicros"]} />
            <Price label="From its cache (optional)" name="cacheReadMicros" micros={price?.cacheRead} error={problems["cacheReadMicros"]} />
            <Price
              label="Into its cache (optional)"
              name="cacheWriteMicros"
              micros={price?.cacheWrite}
              error={problems["cacheWriteMicros"]}
            />
          </>
        ) : null}
        <Field
          label="Takes in (tokens)"
          name="contextTokens"
          inputMode="numeric"
          placeholder="32768"
          defaultValue={model?.contextTokens}
          error={problems["contextTokens"]}
        />
        {answers ? (
          <Field
            label="Writes (tokens)"
            name="maxOutputTokens"
            inputMode="numeric"
            placeholder="8192"
            defaultValue={model?.maxOutputTokens}
            error={problems["maxOutputTokens"]}
          />
        ) : null}
      </div>
      {answers ? <AbilityFields abilities={model?.abilities} /> : null}
      <Button type="submit" look="primary" busy={busy} className="justify-self-end">
        Save
      </Button>
    </form>
  );
}

/** Named freely, with what the workspace's providers said they have at hand. */
function WhichModel({ error }: { error: string | undefined }) {
  const { queries } = useWorkspace();
  const list = useId();
  const keys = useQuery(queries.keys.listProviderKeys.queryOptions({ input: { limit: 100 } }));
  const had = (keys.data?.items ?? []).flatMap(({ name, models }) => models.map((model) => `${name}/${model}`));
  return (
    <>
      <Field label="Model" name="ref" list={list} placeholder="openrouter/qwen3-max" autoComplete="off" autoFocus error={error} />
      <datalist id={list}>
        {[...new Set(had)].map((ref) => (
          <option key={ref} value={ref} />
        ))}
      </datalist>
    </>
  );
}

function Price(props: { label: string; name: string; micros: number | undefined; error: string | undefined; autoFocus?: boolean }) {
  const { micros, error, ...field } = props;
  return <Field {...field} error={error} inputMode="decimal" placeholder="0.50" defaultValue={dollarsOf(micros)} />;
}

function AbilityFields({ abilities }: { abilities: Abilities | undefined }) {
  return (
    <div className="grid gap-2">
      {Object.entries(ABILITIES).map(([ability, label]) => (
        <label key={ability} className="flex items-start gap-2 text-sm text-ink-soft">
          <input
            type="checkbox"
            name={ability}
            defaultChecked={abilities?.[ability as keyof Abilities] ?? ability === "tools"}
            className="mt-0.5 size-4 shrink-0 accent-brand"
          />
          {label}
        </label>
      ))}
    </div>
  );
}
