import { z } from "zod";
import { readClauses, WORK_VERBS } from "./planner/clauses.ts";

export const PlanRequest = z.object({
  request: z.string(),
  /** Who can be given work, best known first; everybody where left out. */
  agents: z.array(z.string()).optional(),
  /** No language model does the tasks: rules can build an app of its description, and only talk of the steps to it. */
  rulesAlone: z.boolean().optional(),
});

export interface PlannedTask {
  key: string;
  agent: string;
  title: string;
  instructions: string;
  /** Keys of the tasks that must be done before. */
  after: string[];
}

interface Kind {
  key: string;
  agent: string;
  /** Who takes it where that agent is not there. */
  instead: string;
  says: RegExp;
  /** Its place where people do not say an order: what is lower comes first. */
  rank: number;
}

type AgentFor = (kind: Kind, words: string) => string;

const KINDS: readonly Kind[] = [
  {
    key: "research",
    agent: "product_manager",
    instead: "orchestrator",
    rank: 0,
    says: /\b(?:research|investigate|find out|look into|compare|analy[sz]e|survey|interview|collect)\b/i,
  },
  {
    key: "requirements",
    agent: "product_manager",
    instead: "orchestrator",
    rank: 1,
    says: /\b(?:requirements?|vision|user stor(?:y|ies)|scope|prd|define what|specify|prioriti[sz]e|roadmap)\b/i,
  },
  {
    key: "design",
    agent: "ux_designer",
    instead: "architect",
    rank: 2,
    says: /\b(?:ux|ui|wireframes?|mock-?ups?|look and feel|screens?|layout|logo|design(?! doc| the (?:data|schema|api)))\b/i,
  },
  {
    key: "architecture",
    agent: "architect",
    instead: "developer",
    rank: 3,
    says: /\b(?:architecture|data model|schema|app spec|spec|api design|technical plan|design (?:doc|the (?:data|schema|api)))\b/i,
  },
  {
    key: "build",
    agent: "developer",
    instead: "architect",
    rank: 4,
    says: /\b(?:build|implement|develop|code|program|create (?:a|an|the) .*(?:app|site|page|tool)|fix|integrate|migrate|refactor|add (?:a |an |the )?(?:feature|field|page|button|endpoint|login|search|export|import))\b/i,
  },
  { key: "test", agent: "qa", instead: "developer", rank: 5, says: /\b(?:test|check|verify|qa|review|try out|validate)\b/i },
  {
    key: "launch",
    agent: "operations",
    instead: "developer",
    rank: 6,
    says: /\b(?:deploy|release|launch|put (?:it )?live|monitor|back ?up|host|roll out)\b/i,
  },
  {
    key: "market",
    agent: "marketer",
    instead: "product_manager",
    rank: 7,
    says: /\b(?:announce|blog|newsletter|campaign|market|social|press|landing page text|post about|promote|write (?:a |an |the )?(?:article|post|announcement))\b/i,
  },
  {
    key: "sell",
    agent: "sales",
    instead: "product_manager",
    rank: 8,
    says: /\b(?:sell|sales|outreach|leads?|prospects?|pricing|offer|customers? list|cold mail)\b/i,
  },
];
/** Work that no other kind names: nothing that was asked for is left out. */
const OTHER: Kind = { key: "do", agent: "orchestrator", instead: "product_manager", rank: 0, says: /^/ };
const BEGINS_WORK = new RegExp(String.raw`^(?!what\b|who\b)(?:${WORK_VERBS})\b`, "i");
const APP =
  /\b(?:build|create|make|develop|launch|ship)\b[\s\S]*\b(?:app|application|web ?site|site|tool|tracker|dashboard|crm|portal|platform|game|shop|store|product|prototype|system)\b/i;
const MOST = 12;

/** A request as tasks with who does them and what waits for what; one task for the orchestrator where nothing in it can be told apart. */
export function planTasks(input: z.infer<typeof PlanRequest>): { tasks: PlannedTask[] } {
  const { request } = input;
  const isThere = (agent: string) => input.agents === undefined || input.agents.includes(agent);
  const agentFor: AgentFor = (kind, words) => {
    // A new app begins with its spec, which the developer has no right to write; a model finds whom to ask.
    const beginsApp = input.rulesAlone === true && kind.key === "build" && APP.test(words);
    const asked = beginsApp ? [kind.instead, "orchestrator", kind.agent] : [kind.agent, kind.instead, "orchestrator"];
    return asked.find(isThere) ?? input.agents?.[0] ?? "orchestrator";
  };
  const { clauses, restore } = readClauses(request, WORK_VERBS);
  const steps = clauses.slice(0, MOST).map(({ text, refers, group }) => {
    const words = restore(text).trim();
    return { words, refers, group, kind: KINDS.find(({ says }) => says.test(words)) };
  });
  const named = steps.filter(({ kind }) => kind !== undefined);
  if (named.length <= 1 && APP.test(request))
    return { tasks: input.rulesAlone ? appByRules(request, agentFor) : appTasks(request, agentFor) };
  if (named.length === 0) {
    const agent = isThere("orchestrator") ? "orchestrator" : (input.agents?.[0] ?? "orchestrator");
    return { tasks: [{ key: "do", agent, title: titleOf(request), instructions: request.trim(), after: [] }] };
  }
  const tasks: (PlannedTask & { rank: number; group: number })[] = [];
  for (const { words, refers, group, kind = BEGINS_WORK.test(words) ? OTHER : undefined } of steps) {
    if (!kind) continue;
    const same = tasks.filter(({ key }) => key === kind.key || key.startsWith(`${kind.key}-`)).length;
    const before = tasks.filter((task) => task.group < group || refers || task.rank < kind.rank);
    const after = lastOf(before, tasks);
    const key = same === 0 ? kind.key : `${kind.key}-${same + 1}`;
    tasks.push({
      key,
      agent: agentFor(kind, words),
      title: titleOf(words),
      instructions: `${sentence(words)}${quoted("Part of", request)}`,
      after,
      rank: kind.rank,
      group,
    });
  }
  return { tasks: tasks.map(({ rank: _rank, group: _group, ...task }) => task) };
}

/** Those that nothing else among them waits for already. */
function lastOf(before: readonly PlannedTask[], all: readonly PlannedTask[]): string[] {
  const covered = new Set(before.flatMap(({ after }) => [...reach(after, all)]));
  return before.map(({ key }) => key).filter((key) => !covered.has(key));
}

function reach(keys: readonly string[], all: readonly PlannedTask[]): Set<string> {
  const found = new Set<string>(keys);
  for (const key of found) for (const next of all.find((task) => task.key === key)?.after ?? []) found.add(next);
  return found;
}

/** An app from nothing: what it is for, how it looks and is made of at the same time, then code, checks, and its way to people. */
function appTasks(request: string, agentFor: AgentFor): PlannedTask[] {
  const steps: readonly [string, string, string, readonly string[]][] = [
    [
      "requirements",
      "Say what it has to do",
      "Write down who it is for, what it has to do and what it leaves out, each point so that it can be tested.",
      [],
    ],
    ["design", "Draw its screens", "Describe the screens, what is on each and how one moves between them.", ["requirements"]],
    [
      "architecture",
      "Write the app spec",
      "Write the app spec: entities, fields, roles, pages and workflows, each with a capability that can be tested.",
      ["requirements"],
    ],
    ["build", "Build it", "Turn the spec into code, slice by slice, and put it on its address.", ["design", "architecture"]],
    ["test", "Check it", "Run every check, try each capability, and report what failed and where.", ["build"]],
  ];
  const wanted = IS_TOLD.test(request) ? [...steps, tellingAfter("test")] : steps;
  return wanted.map(([key, title, instructions, after]) =>
    taskOf(key, { title, instructions: `${instructions}${quoted("The request", request)}`, after: [...after] }, agentFor),
  );
}

/** The builder writes the spec and runs the checks by itself. */
function appByRules(request: string, agentFor: AgentFor): PlannedTask[] {
  const build = taskOf("build", { title: titleOf(request), instructions: request.trim(), after: [] }, agentFor);
  if (!IS_TOLD.test(request)) return [build];
  const [key, title, instructions, after] = tellingAfter("build");
  return [build, taskOf(key, { title, instructions: `${instructions}${quoted("The request", request)}`, after: [...after] }, agentFor)];
}

const IS_TOLD = /\b(?:launch|announce|market|promote)\b/i;
const tellingAfter = (key: string): [string, string, string, readonly string[]] => {
  return ["market", "Tell people", "Write the announcement and say where it goes.", [key]];
};

function taskOf(key: string, task: Omit<PlannedTask, "key" | "agent">, agentFor: AgentFor): PlannedTask {
  const kind = KINDS.find((each) => each.key === key);
  return { key, agent: kind ? agentFor(kind, task.instructions) : "orchestrator", ...task };
}

/** As a quoted line: whoever does one task by rules takes the words of the whole for no wish. */
const quoted = (what: string, request: string): string => `\n\n> ${what}: ${titleOf(request)}`;

function sentence(text: string): string {
  const clean = text.replaceAll(/\s+/g, " ").trim();
  return clean.charAt(0).toUpperCase() + clean.slice(1);
}

function titleOf(text: string): string {
  const clean = sentence(text).replace(/[.!?\s]+$/, "");
  return clean.length <= 100 ? clean : `${clean.slice(0, 99).replace(/\s+\S*$/, "")}…`;
}
