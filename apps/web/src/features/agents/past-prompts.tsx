import { SearchSelect } from "@openvibe/ui/primitives/search-select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "../../data/workspace-provider.tsx";

const SHOWN = 100;
const LINE = 120;

/** What people asked this agent before, to try the draft on the same words. Nothing is shown while there is nothing to choose. */
export function PastPrompts({ agent, onChoose }: { agent: string; onChoose: (text: string) => void }) {
  const { queries } = useWorkspace();
  const { data } = useQuery(queries.agents.listPastPrompts.queryOptions({ input: { agent, limit: SHOWN } }));
  const [chosen, setChosen] = useState("");
  const prompts = data?.items ?? [];
  if (prompts.length === 0) return null;
  return (
    <SearchSelect
      label="Choose something it was asked before"
      value={chosen}
      onChange={(answerId) => {
        setChosen(answerId);
        const prompt = prompts.find((each) => each.answerId === answerId);
        if (prompt) onChoose(prompt.text);
      }}
      options={prompts.map(({ answerId, text }) => ({ value: answerId, label: text.replaceAll(/\s+/g, " ").trim().slice(0, LINE) }))}
      placeholder="Something it was asked before"
      empty="Nothing it was asked has these words"
    />
  );
}
