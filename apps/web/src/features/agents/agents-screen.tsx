"use client";
import { Tab, TabList, TabPanel, Tabs } from "@openvibe/ui/primitives/tabs";
import { useRights } from "../identity/use-members.ts";
import { InsightsPanel } from "../insights/insights-panel.tsx";
import { MemoryPanel } from "../memory/memory-panel.tsx";
import { PlansPanel } from "../plans/plans-panel.tsx";
import { SchedulesPanel } from "../schedules/schedules-panel.tsx";
import { navigate, useSearch } from "../shell/navigation.tsx";
import { ScreenBody, ScreenHeader } from "../shell/screen-header.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { TurnList } from "./turn-list.tsx";

const TABS = [
  { value: "team", label: "Team", panel: <TeamPanel /> },
  { value: "plans", label: "Plans", panel: <PlansPanel /> },
  { value: "schedules", label: "Schedules", panel: <SchedulesPanel /> },
  { value: "memory", label: "Memory", panel: <MemoryPanel /> },
  { value: "insights", label: "Insights", panel: <InsightsPanel /> },
  { value: "turns", label: "Recent work", panel: <TurnList /> },
] as const;

/** Who the agents are, what they are at, and what they know. */
export function AgentsScreen() {
  const asked = useSearch().get("tab");
  const { manage } = useRights();
  const tabs = TABS.filter(({ value }) => manage || value !== "turns");
  const tab = tabs.find(({ value }) => value === asked) ?? TABS[0];
  return (
    <>
      <ScreenHeader title="Agents" />
      <ScreenBody>
        <Tabs value={tab.value} onValueChange={(next: string) => navigate(`${window.location.pathname}?tab=${next}`, { replace: true })}>
          <TabList aria-label="Agents" className="mb-6">
            {tabs.map(({ value, label }) => (
              <Tab key={value} value={value}>
                {label}
              </Tab>
            ))}
          </TabList>
          <TabPanel value={tab.value}>{tab.panel}</TabPanel>
        </Tabs>
      </ScreenBody>
    </>
  );
}
