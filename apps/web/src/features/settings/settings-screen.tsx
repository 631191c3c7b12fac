"use client";
import { Segmented } from "@openvibe/ui/primitives/segmented";
import { Tab, TabList, TabPanel, Tabs } from "@openvibe/ui/primitives/tabs";
import { useQuery } from "@tanstack/react-query";
import { Monitor, Moon, ShieldAlert, ShieldCheck, Sun } from "lucide-react";
import { useRef } from "react";
import { useRights } from "../identity/use-members.ts";
import { NotificationSettings } from "../inbox/notification-settings.tsx";
import { navigate, useSearch } from "../shell/navigation.tsx";
import { ScreenBody, ScreenHeader } from "../shell/screen-header.tsx";
import { useTheme } from "../shell/theme.ts";
import { Section } from "../shell/section.tsx";
import { TransferPanel } from "../transfer/transfer-panel.tsx";
import { UsagePanel } from "../billing/usage-panel.tsx";
import { ModelsPanel } from "../models/models-panel.tsx";
import { ToolsPanel } from "../connectors/tools-panel.tsx";
import { ApiKeysPanel } from "./api-keys-panel.tsx";
import { readHealth } from "./health.ts";
import { OnThisPage } from "./on-this-page.tsx";
import { useChooseTheme } from "./look-of-settings.tsx";
import { SettingsPanel } from "./settings-panel.tsx";
import { WebhooksPanel } from "./webhooks-panel.tsx";

export function SettingsScreen() {
  const rights = useRights();
  const panel = useRef<HTMLDivElement>(null);
  const asked = useSearch().get("tab") ?? "general";
  const allowed = [
    "preferences",
    "models",
    "usage",
    "tools",
    ...(rights.write ? ["keys"] : []),
    ...(rights.manage ? ["workspace", "webhooks", "transfer"] : []),
  ];
  const tab = allowed.includes(asked) ? asked : "general";
  return (
    <>
      <ScreenHeader title="Settings" />
      <ScreenBody>
        <Tabs value={tab} onValueChange={(next: string) => navigate(`${window.location.pathname}?tab=${next}`, { replace: true })}>
          <TabList aria-label="Settings" className="mb-6">
            <Tab value="general">General</Tab>
            <Tab value="preferences">Yours</Tab>
            {rights.manage ? <Tab value="workspace">Workspace</Tab> : null}
            <Tab value="models">Models</Tab>
            <Tab value="usage">Usage</Tab>
            <Tab value="tools">Tools</Tab>
            {rights.write ? <Tab value="keys">API keys</Tab> : null}
            {rights.manage ? <Tab value="webhooks">Webhooks</Tab> : null}
            {rights.manage ? <Tab value="transfer">Import and export</Tab> : null}
          </TabList>
          <div className="flex gap-x-8 gap-y-5 max-xl:flex-col">
            <OnThisPage key={tab} within={panel} />
            <TabPanel ref={panel} value={tab} className="w-full max-w-3xl min-w-0">
              {panelOf(tab)}
            </TabPanel>
          </div>
        </Tabs>
      </ScreenBody>
    </>
  );
}

function panelOf(tab: string) {
  switch (tab) {
    case "preferences":
      return <SettingsPanel key="user" layer="user" />;
    case "workspace":
      return <SettingsPanel key="workspace" layer="workspace" />;
    case "models":
      return <ModelsPanel />;
    case "usage":
      return <UsagePanel />;
    case "tools":
      return <ToolsPanel />;
    case "keys":
      return <ApiKeysPanel />;
    case "webhooks":
      return <WebhooksPanel />;
    case "transfer":
      return <TransferPanel />;
    default:
      return (
        <div className="grid grid-cols-1 gap-8">
          <IsolationSection />
          <ThemeSection />
          <NotificationSettings />
        </div>
      );
  }
}

function IsolationSection() {
  const { data } = useQuery({ queryKey: ["health"], queryFn: readHealth, staleTime: Infinity });
  if (!data?.sandbox) return null;
  const { isolates, name } = data.sandbox;
  return (
    <Section title="Isolation of apps" box>
      <p className="flex items-start gap-3 text-base">
        {isolates ? (
          <ShieldCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-success" />
        ) : (
          <ShieldAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-warning" />
        )}
        <span>
          {isolates
            ? "Every app runs alone: no network, no files of this machine, no other app."
            : "Apps run as plain processes: they can read files of this machine. Build only what you trust."}{" "}
          <span className="text-ink-faint">Sandbox: {name}</span>
        </span>
      </p>
    </Section>
  );
}

function ThemeSection() {
  const theme = useTheme();
  const setTheme = useChooseTheme();
  return (
    <Section title="Appearance" box>
      <Segmented
        label="Theme"
        value={theme}
        onChange={setTheme}
        options={[
          { value: "light", label: "Light", icon: <Sun /> },
          { value: "dark", label: "Dark", icon: <Moon /> },
          { value: "system", label: "System", icon: <Monitor /> },
        ]}
      />
    </Section>
  );
}
