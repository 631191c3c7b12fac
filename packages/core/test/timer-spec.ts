import type { AppSpec } from "@openvibe/appspec";

/** The spec of a small app that stores nothing. */
export const timer: AppSpec = {
  specVersion: 1,
  name: "Focus",
  tagline: "One thing at a time",
  theme: { accent: "teal", icon: "timer" },
  currency: "USD",
  accounts: "none",
  roles: [],
  capabilities: [{ id: "CAP-1", title: "Focus timer", acceptance: ["A round can be started and stopped"] }],
  entities: [],
  features: [{ kind: "timer", capability: "CAP-1", title: "Focus timer", workMinutes: 25, breakMinutes: 5, rounds: 4 }],
  pages: [],
  nonGoals: [],
};
