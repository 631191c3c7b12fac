import { pagesOf, type AppSpec, type Entity } from "@openvibe/appspec";
import { entityInside } from "../change/draft.ts";
import { suggestionsFor } from "../change/suggestions.ts";
import { whoText } from "../spec-writer/capabilities.ts";
import { enumerate } from "../spec-writer/text.ts";

/** What is known of the running app beside its spec. */
export interface AnswerFacts {
  address?: string;
  version?: number;
  state?: string;
}

type Answer = (spec: AppSpec, text: string, facts: AnswerFacts) => string;

// Ordered: the first pattern that matches answers.
const ANSWERS: [RegExp, Answer][] = [
  [
    /\b(?:who|permission|allowed|access|rights?|may|private|public|see (?:it|them|my))\b|\bcan (?:anyone|everyone|visitors?|users?|members?|people|editors?|admins?)\b/i,
    whoMay,
  ],
  [/\b(?:roles?|admin(?:istrator)?s?)\b/i, roles],
  [/\b(?:fields?|columns?|attributes?|store[ds]?|data|hold|holds|entities|entity|properties)\b/i, fields],
  [/\b(?:pages?|screens?|menu|routes?)\b/i, pages],
  [/\b(?:left out|not (?:do|able|included|supported)|missing|limits?|limitations?|can(?:no|')t|non.?goals?)\b/i, leftOut],
  [/\b(?:address|url|link|where (?:is|can i)|open it|live|deployed|version|running)\b/i, whereIs],
  [/\b(?:status|workflow|states?|stages?)\b/i, workflows],
  [/\b(?:how (?:do|can) (?:i|we) (?:change|edit|add|remove|modify|rename)|what can i (?:change|ask|say))\b/i, howToChange],
  [/\b(?:export|import|csv|backup|download)\b/i, csv],
  [/\b(?:what (?:can|does|is)|features?|do\b|capabilit|about|describe|summary|explain|overview)\b/i, whatItDoes],
];

const HELP: [RegExp, string][] = [
  [
    /\b(?:model|offline|ai|llm|gpt|key|smart)\b/i,
    "Answers and specs here are written by the **offline model**: rules and word lists on this machine, without a network or an account. With a model key in the settings, agents understand freer requests.",
  ],
  [
    /\b(?:cost|price|pay|free|bill)\b/i,
    "The offline model costs nothing. With a model key, every call is metered and shown in the usage settings.",
  ],
  [
    /\b(?:fork|branch|try out)\b/i,
    "Fork a message to try a change beside the main conversation; resolve the fork to keep the outcome, or abandon it.",
  ],
  [
    /\b(?:roll ?back|undo|previous version|go back|revert)\b/i,
    "Open the app's **Versions** tab and roll back: the earlier version is live again in one step and the data is kept.",
  ],
  [
    /\b(?:logs?|errors?|crash|broken)\b/i,
    "The app's page has a **Logs** tab with the live output, and **Checks** with the file and line of every finding.",
  ],
  [
    /\b(?:code|source|git|repository)\b/i,
    "Every app has its own git repository with one commit per version; the **Code** tab shows its files.",
  ],
  [
    /\b(?:stop|start|delete|pause)\b/i,
    "On the **Apps** page an app can be stopped, started, rolled back and deleted. Idle apps sleep and wake on request.",
  ],
];

/** A short answer in Markdown, from the spec of the thread's app when there is one. */
export function answerQuestion(spec: AppSpec | undefined, text: string, facts: AnswerFacts = {}): string {
  const question = text.slice(0, 1000);
  const product = HELP.find(([pattern]) => pattern.test(question))?.[1];
  if (!spec)
    return (
      product ??
      "Without a language model I cannot answer this; keys for one are under **Settings → Models**. What I can do is build an app: say in a sentence what you want, such as *A recipe app with ingredients, categories and comments*. A spec is written from it, then code, checks and a live app. Every later change is a sentence too."
    );
  const answer = ANSWERS.find(([pattern]) => pattern.test(question))?.[1];
  if (product && (!answer || answer === whatItDoes || answer === csv)) return product;
  return (answer ?? whatItDoes)(spec, question, facts);
}

function whoMay(spec: AppSpec, text: string): string {
  if (spec.accounts === "none") return `**${spec.name}** has no accounts: everybody who has the address can use it.`;
  const named = entityInside(spec, text);
  const entities = named ? [named] : spec.entities.filter((entity) => !entity.parent).slice(0, 5);
  const lines = entities.map((entity) => {
    const { read, create, update } = entity.access;
    return `- **${entity.pluralLabel}**: ${lower(whoText(spec, read))} can see them, ${lower(whoText(spec, create))} can add, ${lower(whoText(spec, update))} can edit, ${lower(whoText(spec, entity.access.delete))} can delete.`;
  });
  const join = spec.accounts === "optional" ? "Public pages need no account." : "Every page needs an account.";
  return [
    `${join} The first account is the ${spec.roles[0]?.label.toLowerCase() ?? "administrator"}, who may do everything.`,
    "",
    ...lines,
  ].join("\n");
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function roles(spec: AppSpec): string {
  if (spec.roles.length === 0) return `**${spec.name}** has no accounts and so no roles.`;
  const last = spec.roles.at(-1)?.label ?? "";
  return `The roles are ${enumerate(spec.roles.map((role) => `**${role.label}**`))}. The first account is ${spec.roles[0]?.label ?? "the administrator"}, a new one gets ${last}; the administrator changes roles on the **People** page.`;
}

function fields(spec: AppSpec, text: string): string {
  if (spec.entities.length === 0) return `**${spec.name}** stores no data of its own.`;
  const named = entityInside(spec, text);
  return (named ? [named] : spec.entities).map((entity) => `- **${entity.pluralLabel}**: ${fieldList(entity)}`).join("\n");
}

function fieldList(entity: Entity): string {
  const labels = entity.fields.map((field) => `${field.label.toLowerCase()}${field.required ? " (required)" : ""}`);
  if (entity.workflow)
    labels.push(`${entity.workflow.label.toLowerCase()} (${entity.workflow.states.map((state) => state.label.toLowerCase()).join(", ")})`);
  return enumerate(labels);
}

function pages(spec: AppSpec): string {
  const menu = pagesOf(spec).filter((page) => page.inMenu);
  return [`**${spec.name}** has these pages in its menu:`, "", ...menu.map((page) => `- ${page.title} (\`${page.path}\`)`)].join("\n");
}

function leftOut(spec: AppSpec): string {
  if (spec.nonGoals.length === 0) return "Nothing that was asked for is left out.";
  return ["Left out, and what happens instead:", "", ...spec.nonGoals.map((each) => `- **${each.text}**: ${each.reason}`)].join("\n");
}

function whereIs(spec: AppSpec, _text: string, facts: AnswerFacts): string {
  const version = facts.version === undefined ? "" : `, version ${facts.version}`;
  if (facts.address) return `**${spec.name}** is at ${facts.address}${version}${facts.state ? ` (${facts.state})` : ""}.`;
  return `**${spec.name}** has no address yet${facts.state ? `; it is ${facts.state}` : ""}. The preview pane shows it as soon as it runs.`;
}

function workflows(spec: AppSpec, text: string): string {
  const named = entityInside(spec, text);
  const entities = (named ? [named] : spec.entities).filter((entity) => entity.workflow);
  if (entities.length === 0)
    return `Nothing in **${spec.name}** has a status. Ask for one: *add a status with new, active and done to ${spec.entities[0]?.pluralLabel.toLowerCase() ?? "tasks"}*.`;
  return entities
    .map(
      (entity) =>
        `- **${entity.pluralLabel}**: ${entity.workflow?.states.map((state) => state.label).join(" → ") ?? ""}. ${
          entity.workflow?.moves
            .slice(0, 4)
            .map((move) => `"${move.label}"`)
            .join(", ") ?? ""
        } are the first steps.`,
    )
    .join("\n");
}

function howToChange(spec: AppSpec): string {
  return [
    "Write the change as a sentence, for example:",
    "",
    ...suggestionsFor(spec).map((each) => `- ${each}`),
    "",
    "The data is kept; the new version is live when its checks pass.",
  ].join("\n");
}

function csv(spec: AppSpec): string {
  const out = spec.entities.filter((entity) => entity.exportable).map((entity) => entity.pluralLabel.toLowerCase());
  const into = spec.entities.filter((entity) => entity.importable).map((entity) => entity.pluralLabel.toLowerCase());
  return `${out.length > 0 ? `The lists of ${enumerate(out)} download as CSV.` : "No list downloads as CSV yet; ask for *export*."} ${into.length > 0 ? `${enumerate(into)} can be imported from CSV.` : "Say *add import* to load rows from CSV."}`;
}

function whatItDoes(spec: AppSpec): string {
  const lines = spec.capabilities.slice(0, 12).map((each) => `- ${each.title}`);
  return [
    `**${spec.name}**: ${spec.tagline}.`,
    "",
    ...lines,
    ...(spec.nonGoals.length > 0 ? ["", `Left out: ${enumerate(spec.nonGoals.slice(0, 4).map((each) => each.text.toLowerCase()))}.`] : []),
  ].join("\n");
}
