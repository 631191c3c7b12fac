import { and, sql, type SQL } from "drizzle-orm";
import { inSeenChannel, listChannels } from "../chat/index.ts";
import { threads } from "../chat/tables.ts";
import { findByHandles } from "../identity/index.ts";
import { changeRuns, piecesOf, runsOf } from "../memory/index.ts";
import { may, type Context } from "../platform/index.ts";
import { stemsOnTheWay } from "./language.ts";
import { markOf } from "./marks.ts";
import type { HitKind } from "./model.ts";
import type { Filter, ParsedQuery } from "./parse-query.ts";
import { searchEntries } from "./tables.ts";

/** What to look for, as the database takes it. */
export interface Conditions {
  /** The words alone, a tsquery: what rank and highlights go by. Undefined without words. */
  words: SQL | undefined;
  /** Of the words, those of scripts without spaces: ranked and found by their pieces, so excerpts have to be told of them. */
  runs: string[];
  /** Words and filters, a tsquery that the index answers. */
  wanted: SQL;
  /** What stands in columns: what the asker may see, and how a thread stands. */
  where: SQL;
  /** The workspace and the days asked for. */
  within: SQL;
  /** Nothing at or after it. */
  before: Date | undefined;
  /** What the index answers must be looked at again, one by one: it does not know in which order words stand. */
  isCostly: boolean;
  /** Nothing can be found, as when nobody has the handle that was asked for. */
  isVoid: boolean;
  problems: string[];
}

/** The right that each asks for beside that to search. */
export const READ_BY: Record<HitKind, string> = {
  message: "chat:read",
  thread: "chat:read",
  item: "knowledge:read",
  document: "projects:read",
  decision: "projects:read",
};

export async function conditionsOf(
  ctx: Context,
  query: ParsedQuery,
  options: { language: string; typing: boolean; utcOffsetMinutes: number },
): Promise<Conditions> {
  const problems = [...query.problems];
  const marks: SQL[] = [];
  const where: (SQL | undefined)[] = [inSeenChannel(ctx, searchEntries.channelId), kindsOf(ctx)];
  const days: Days = { before: undefined, from: undefined };
  let isVoid = false;
  for (const filter of query.filters) {
    if ("day" in filter) narrow(days, filter, options.utcOffsetMinutes);
    else if (filter.by === "from" || filter.by === "in") {
      const ids = filter.by === "from" ? await membersNamed(ctx, filter.name) : await channelsNamed(ctx, filter.name);
      const [first, ...others] = ids.map(marked);
      if (first)
        marks.push(
          negated(
            others.reduce((all, one) => sql`(${all} || ${one})`, first),
            filter.not,
          ),
        );
      else {
        problems.push(
          filter.by === "from" ? `Nobody here is called @${filter.name}.` : `There is no channel #${filter.name} that you can see.`,
        );
        isVoid ||= !filter.not;
      }
    } else if (filter.by === "has") marks.push(negated(marked(filter.what), filter.not));
    else if (filter.what === "open" || filter.what === "resolved") {
      where.push(ofThreads(filter.what));
      // NOTE: few entries stand in what is ever resolved, and the index knows them.
      if (filter.what === "resolved") marks.push(marked("fork"));
    } else marks.push(marked(filter.what));
  }
  const runs = query.terms.flatMap(({ text, not }) => (not ? [] : runsOf(text))).concat(runsOf(query.lastWord ?? ""));
  // NOTE: pieces say that its letters are there, not that they stand side by side.
  for (const run of runs)
    if (Array.from(run).length > 2) where.push(sql`strpos(${searchEntries.title} || ${searchEntries.text}, ${run}) > 0`);
  const words = wordsOf(query, options);
  const wanted = sql.join([sql`''::tsquery`, ...marks, ...(words ? [words] : [])], sql` && `);
  const isCostly = query.terms.some(({ phrase, not }) => phrase && !not);
  return {
    words,
    runs,
    wanted,
    where: and(...where) ?? sql`true`,
    within: withinOf(ctx, days),
    before: days.before,
    isCostly,
    isVoid,
    problems,
  };
}

const marked = (what: string): SQL => sql`${quoted(markOf(what))}::tsquery`;
const negated = (query: SQL, not: boolean): SQL => (not ? sql`!!(${query})` : query);
const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

function wordsOf({ terms, lastWord }: ParsedQuery, { language, typing }: { language: string; typing: boolean }): SQL | undefined {
  const lexer = sql`${language}::regconfig`;
  const plain = (text: string) => sql`plainto_tsquery(${lexer}, ${text})`;
  const parts = terms.map(({ text, phrase, not }) =>
    negated(
      withRuns(text, (rest) => (phrase ? sql`phraseto_tsquery(${lexer}, ${rest})` : plain(rest))),
      not,
    ),
  );
  if (lastWord !== undefined)
    parts.push(withRuns(lastWord, (rest) => (typing && rest === lastWord ? beginningWith(lexer, language, rest) : plain(rest))));
  return parts.length === 0 ? undefined : sql`(${sql.join(parts, sql` && `)})`;
}

/** What is written without spaces is asked for by its pieces, the rest as usual. */
function withRuns(text: string, ask: (rest: string) => SQL): SQL {
  const runs = runsOf(text);
  if (runs.length === 0) return ask(text);
  const pieces = runs.flatMap((run) => {
    const all = piecesOf(run);
    // A letter alone begins a piece wherever it stands; of more, the last is told by the piece before.
    return all.length === 1
      ? all.map((letter) => sql`${`${quoted(letter)}:*`}::tsquery`)
      : all.slice(0, -1).map((piece) => sql`${quoted(piece)}::tsquery`);
  });
  const rest = changeRuns(text, () => " ").trim();
  return sql`(${sql.join([...pieces, ...(rest === "" ? [] : [ask(rest)])], sql` && `)})`;
}

/** One letter would stand for half of all words. */
function beginningWith(lexer: SQL, language: string, word: string): SQL {
  if (word.length < 2) return sql`plainto_tsquery(${lexer}, ${word})`;
  const start = `${quoted(word)}:*`;
  const stems = stemsOnTheWay(language, word).map((stem) => sql` || ${quoted(stem)}::tsquery`);
  // NOTE: without stems and stop words too, as "the" may become "theme"; but not twice the same, which would be looked for twice.
  const [stemmed, plain] = [sql`to_tsquery(${lexer}, ${start})`, sql`to_tsquery('simple', ${start})`];
  return sql`(${plain} || case when ${stemmed} = ${plain} then ''::tsquery else ${stemmed} end${sql.join(stems)})`;
}

/** Knowledge and documents have rights of their own. */
function kindsOf(ctx: Context): SQL | undefined {
  const kinds = Object.entries(READ_BY).flatMap(([kind, right]) => (may(ctx.actor, right) ? [kind] : []));
  if (kinds.length === Object.keys(READ_BY).length) return undefined;
  return sql`${searchEntries.kind} = any(${sql.param(kinds)}::text[])`;
}

async function membersNamed(ctx: Context, handle: string): Promise<string[]> {
  if (handle === "me") return [ctx.actor.id];
  const found = (await findByHandles(ctx, [handle])).get(handle);
  return found ? [found.id] : [];
}

async function channelsNamed(ctx: Context, name: string): Promise<string[]> {
  return (await listChannels(ctx)).filter((channel) => channel.name === name).map(({ id }) => id);
}

interface Days {
  before: Date | undefined;
  from: Date | undefined;
}

function withinOf(ctx: Context, { before, from }: Days): SQL {
  const until = before ? sql` and ${searchEntries.createdAt} < ${before.toISOString()}::timestamptz` : sql``;
  const since = from ? sql` and ${searchEntries.createdAt} >= ${from.toISOString()}::timestamptz` : sql``;
  return sql`${searchEntries.workspaceId} = ${ctx.workspaceId}${until}${since}`;
}

function narrow(days: Days, filter: Extract<Filter, { day: string }>, utcOffsetMinutes: number): void {
  const start = new Date(Date.parse(`${filter.day}T00:00:00Z`) - utcOffsetMinutes * 60_000);
  const end = new Date(start.getTime() + 86_400_000);
  const before = { before: start, on: end, after: undefined }[filter.by];
  const from = { before: undefined, on: start, after: end }[filter.by];
  if (before && !(days.before && days.before < before)) days.before = before;
  if (from && !(days.from && days.from > from)) days.from = from;
}

/** Asked of the threads themselves, so that closing one changes no entry. */
function ofThreads(what: "open" | "resolved"): SQL {
  // NOTE: few entries stand in side conversations, so their threads are looked up; of the others all threads are read once.
  if (what === "resolved")
    return sql`(select ${threads.status} from ${threads} where ${threads.id} = ${searchEntries.threadId}) = 'resolved'`;
  return sql`coalesce(${searchEntries.threadId} in (select ${threads.id} from ${threads} where ${threads.status} = 'active'), false)`;
}
