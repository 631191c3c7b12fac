"use client";
import { ModelKeys } from "./model-keys.tsx";
import { ModelTable } from "./model-table.tsx";
import { ProviderKeys } from "./provider-keys.tsx";
import { WhoAnswers } from "./who-answers.tsx";

export function ModelsPanel() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <WhoAnswers />
      <ProviderKeys />
      <ModelTable />
      <ModelKeys />
    </div>
  );
}
