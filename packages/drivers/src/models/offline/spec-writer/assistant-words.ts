import { PhraseIndex } from "./phrases.ts";
import { addWish, type Reading } from "./reading.ts";
import { tokenize, type Token } from "./text.ts";
import { HAVING, JOINING } from "./words.ts";

const ASSISTANTS = new PhraseIndex<true>();
for (const phrase of (
  "ai, artificial intelligence, ai powered, ai based, ai driven, ai assistant, smart assistant, virtual assistant, chatgpt, gpt, openai, llm, language model, " +
  "ai generated, ai recommendation, ai suggestion, ai summary, ai answer, ai draft, ai reply, ai chatbot, chatbot, ai bot, ai helper, ai coach, ai search, " +
  "ai feature, ai help, ai chat, assistant bot, ai writing assistant, ai copilot, copilot, natural language, natural language search"
).split(", "))
  ASSISTANTS.add(phrase, true);

const SUM_UP = /^summari[sz](?:e|es|ed|ing)$/;
const SUMMARY = new Set(["summary", "summaries"]);
const DRAFTED = new Set(["reply", "answer", "response", "description", "text"]);
/** What the words after such a one tell is the assistant's doing, and no part of the app. */
const TELLING = new Set(["that", "which", "who", "to"]);
const MOST_BEFORE_THE_TOPIC = 6;
const [TRACK] = tokenize("track");

/** Takes wishes for a model's work on the app's rows out of the tokens: an assistant, summaries of each ticket, drafts of replies. */
export function takeAssistant(reading: Reading, tokens: readonly Token[]): Token[] {
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const found = ASSISTANTS.at(tokens, at);
    const next = tokens[at + 1];
    if (found) {
      addWish(reading, "assistant");
      at += found.length - 1;
      if (TELLING.has(tokens[at + 1]?.lower ?? "")) at = endOfTelling(tokens, at + 1) - 1;
    } else if (SUM_UP.test(token.lower)) {
      addWish(reading, "assistant");
      // "an app to summarise meeting notes" is one of meeting notes; later on, what is summed up was named before.
      if (rest.length < MOST_BEFORE_THE_TOPIC && TRACK) rest.push(TRACK);
      else at = endOfTelling(tokens, at) - 1;
    } else if (token.lower === "draft" && DRAFTED.has(next?.stem ?? "")) {
      addWish(reading, "assistant");
      at += 1;
    } else if (token.lower === "automatic" && SUMMARY.has(next?.lower ?? "")) {
      addWish(reading, "assistant");
      at += 1;
    } else rest.push(token);
  }
  return rest;
}

/** Whether these words name the assistant of an app that has one. */
export function namesAssistant(tokens: readonly Token[]): boolean {
  return ASSISTANTS.exactly(tokens) !== undefined || (tokens.length === 1 && tokens[0]?.stem === "assistant");
}

function endOfTelling(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(
    (token, index) => index > from && (token.mark || (HAVING.has(token.lower) && token.lower !== "each") || endsAt(tokens, index)),
  );
  return end < 0 ? tokens.length : end;
}

// "that answers questions and comments": what joins two parts of an app begins anew with a list.
function endsAt(tokens: readonly Token[], index: number): boolean {
  return JOINING.has(tokens[index]?.lower ?? "") && (tokens[index + 1]?.plural === true || tokens[index + 1]?.lower === "draft");
}
