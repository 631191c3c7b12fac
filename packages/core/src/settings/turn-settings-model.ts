import { z } from "zod";
import { setting, whole } from "./setting-model.ts";

const HOST = /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** What bounds a turn of an agent; on screens a turn is an answer. */
export const TURN_SETTINGS = {
  "agents.askBeforeWriting": setting<boolean>({
    schema: z.boolean(),
    default: false,
    layers: ["workspace"],
    group: "Agents",
    label: "Ask before agents change anything",
    help: "Every change that an agent makes with a tool waits for a person. What reaches outside or cannot be undone waits always.",
    editor: "switch",
  }),
  "agents.turnRounds": setting<number>({
    schema: whole(1, 50),
    default: 12,
    layers: ["workspace"],
    group: "Agents",
    label: "Steps of one answer",
    help: "How often an agent may think and use tools before it has to report.",
    editor: "number",
  }),
  "agents.planTasks": setting<number>({
    schema: whole(0, 20),
    default: 1,
    layers: ["workspace"],
    group: "Agents",
    label: "Tasks of a plan that begins by itself",
    help: "A plan with more tasks, or one that would cost more than one task may, waits in its thread for a person. 0 lets all wait.",
    editor: "number",
  }),
  "agents.programQuestions": setting<number>({
    schema: whole(1, 1_000),
    default: 20,
    layers: ["workspace"],
    group: "Agents",
    label: "Questions of a program in a row",
    help: "An assistant or program with a key that has asked so often in one thread waits there for a person, and everywhere once it has asked ten times as often in an hour. So two programs cannot keep each other busy.",
    editor: "number",
  }),
  "agents.approvalHours": setting<number>({
    schema: whole(1, 720),
    default: 24,
    layers: ["workspace"],
    group: "Agents",
    label: "Hours to allow or refuse",
    help: "What an agent may not do by itself waits so long for a person; after that it is refused.",
    editor: "number",
  }),
  "agents.webHosts": setting<string[]>({
    schema: z
      .array(z.string().trim().toLowerCase())
      .overwrite((list) => list.filter((name) => name !== ""))
      .max(200, "At most 200 names")
      .refine((list) => list.every((name) => HOST.test(name)), "Write names such as docs.example.com or *.example.com"),
    default: [],
    layers: ["workspace"],
    group: "Agents",
    label: "Web pages that agents may read",
    help: "Names of hosts, one to a line; *.example.com stands for all names under it. Empty lets agents read none.",
    editor: "lines",
  }),
  "agents.transcriptDays": setting<number>({
    schema: whole(1, 3_650),
    default: 90,
    layers: ["workspace"],
    group: "Agents",
    label: "Keep transcripts of agents for",
    help: "Days after which the full record of what an agent did, and what it asked leave for, is deleted.",
    editor: "number",
  }),
} as const;
