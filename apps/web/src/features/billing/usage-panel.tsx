"use client";
import { Budgets } from "./budgets.tsx";
import { CreditSection } from "./credit-section.tsx";
import { UsageSection } from "./usage-section.tsx";

export function UsagePanel() {
  return (
    <div className="grid grid-cols-1 gap-8">
      <UsageSection />
      <Budgets />
      <CreditSection />
    </div>
  );
}
