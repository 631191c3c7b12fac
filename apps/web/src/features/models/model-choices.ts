import { answersInWords, type ListedModel } from "@openvibe/core/models/model";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import { priceInDollars } from "../billing/money.ts";

interface ModelChoice {
  value: string;
  label: string;
  hint: string;
  needsKey: boolean;
}

/** Models to choose from: those that a key reaches first, one's own provider's among them; the others say that they need a key. */
export function useModelChoices(kind: ListedModel["kind"], fits: (model: ListedModel) => boolean = () => true): ModelChoice[] {
  const { queries } = useWorkspace();
  const { data: listed } = useQuery(queries.gateway.listModels.queryOptions({ staleTime: 300_000 }));
  const { data: reached } = useQuery(queries.gateway.listReachable.queryOptions());
  if (!listed) return [];
  const described = new Map(listed.map((model) => [model.ref, model]));
  const own = (reached ?? []).filter(
    (ref) => !described.has(ref) && !ref.startsWith("offline/") && answersInWords(ref) === (kind === "language"),
  );
  const choices = listed
    .filter((model) => model.kind === kind && fits(model))
    .map(({ ref, price: { input, output } }) => {
      const cost = `${priceInDollars(input)} in, ${priceInDollars(output)} out for a million tokens`;
      const needsKey = reached?.includes(ref) === false;
      return { value: ref, label: ref, hint: needsKey ? `needs a key · ${cost}` : cost, needsKey };
    });
  return [
    ...own.map((ref) => ({ value: ref, label: ref, hint: "of your own provider", needsKey: false })),
    ...choices.filter(({ needsKey }) => !needsKey),
    ...choices.filter(({ needsKey }) => needsKey),
  ];
}
