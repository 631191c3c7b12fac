/**
 * Search over a million messages of one workspace of 20, through the verb, beside the bare statement on the same rows: 20 newest hits, no rank, no
 * excerpts, no one to hide anything from. Run: node benchmarks/search.ts [messages]
 */
import { createHash } from "node:crypto";
import { makeContext, newId } from "@openvibe/core/platform";
import { search, Search } from "@openvibe/core/search";
import pg from "pg";
import { startBarePlatform } from "./bare-platform.ts";

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const ELSEWHERE = 2_500;
const THREADS = 10_000;
const CHANNELS = 50;
const VOCABULARY = 60_000;
const CHUNK = 50_000;
const ROUNDS = 24;

const { platform, databaseUrl, close } = await startBarePlatform(8);
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
await client.query("set openvibe.workspace = '*'");
await client.query("set maintenance_work_mem = '256MB'");

const workspaceId = newId("wsp");
const channelIds = Array.from({ length: CHANNELS }, () => newId("chn"));
const authorIds = Array.from({ length: 60 }, () => newId("mem"));
const [me = ""] = authorIds;

/** Every fifth channel is private and the asker is not in it; every fifth thread is a side conversation, and half of these were resolved. */
async function fillTalk(): Promise<void> {
  await client.query(
    `insert into channels (id, workspace_id, kind, name, created_at)
     select id, $1, case when n % 5 = 0 then 'private' else 'public' end, 'channel-' || n, now() from unnest($2::text[]) with ordinality as channel(id, n)`,
    [workspaceId, channelIds],
  );
  await client.query(
    `insert into threads (id, workspace_id, channel_id, title, started_by, status, parent_thread_id, fork_depth, last_message_at, created_at)
     select 'thr_' || lpad(n::text, 26, '0'), $1, ($2::text[])[1 + n % $4], 'Thread ' || n, $3, case when n % 10 = 0 then 'resolved' else 'active' end,
       case when n % 5 = 0 then 'thr_' || lpad((n - 1)::text, 26, '0') end, case when n % 5 = 0 then 1 else 0 end, now(), now()
     from generate_series(1, $5::int) n`,
    [workspaceId, channelIds, me, CHANNELS, THREADS],
  );
}

const WORD = `(select translate(left(md5(k::text), 3 + k % 6), '0123456789', 'ghijklmnop') from (select floor(power($5::float8, random()))::int k where word > 0 offset 0) drawn)`;
/** Words as often as in talk: the k-th word one k-th as often as the first. */
async function fillMessages(workspace: string, count: number, before: number): Promise<void> {
  for (let from = 0; from < count; from += CHUNK)
    await client.query(
      `insert into search_entries (ref_id, workspace_id, kind, channel_id, thread_id, author_id, marks, text, pieces, language, created_at)
       select 'msg_' || lpad((n + $8::int)::text, 26, '0'), $1, 'message', ($2::text[])[1 + thread % $4], 'thr_' || lpad(thread::text, 26, '0'),
         ($3::text[])[1 + n % 60], array_remove(array['=message', case when n % 10 = 0 then '=link' end, case when thread % 5 = 0 then '=fork' end], null),
         (select string_agg(${WORD}, ' ') from generate_series(1, 4 + (n * 31 + thread) % 17) word where n > 0),
         '{}', 'english', now() - ($7::int - n) * interval '20 seconds'
       from (select n, 1 + (n * 7 + n / 100) % ${THREADS} thread from generate_series($6::int, least($6::int + ${CHUNK}, $7::int) - 1) n) said`,
      [workspace, channelIds, authorIds, CHANNELS, VOCABULARY, from + 1, count + 1, before],
    );
}

/** Every fiftieth message is as long in letters of a script without spaces, of which there are three thousand, drawn as words are. */
async function writeWithoutSpaces(): Promise<void> {
  await client.query(
    `update search_entries set text = written, pieces = (select array_agg(distinct substr(written, at, 2)) from generate_series(1, length(written)) at)
     from (select ref_id id, (select string_agg(chr(19967 + floor(power(3000, random()))::int), '') from generate_series(1, 30 + length(text) % 30)) written
       from search_entries where workspace_id = $1 and right(ref_id, 2) in ('00', '50')) entry where ref_id = id`,
    [workspaceId],
  );
}

/** The k-th word, made of letters, so that a beginning stands for a few words and not for a tenth of all. */
const word = (k: number) =>
  createHash("md5")
    .update(String(k))
    .digest("hex")
    .slice(0, 3 + (k % 6))
    .replaceAll(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
const rareWord = () => word(Math.floor(VOCABULARY ** (0.6 + Math.random() * 0.4)));
const midWord = () => word(Math.floor(VOCABULARY ** (0.25 + Math.random() * 0.35)));
const commonWord = () => word(1 + Math.floor(Math.random() * 12));
const anyWord = () => word(Math.floor(VOCABULARY ** Math.random()));
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

const MIX: Record<string, () => Partial<Search> & { query: string; bare: string }> = {
  "a rare word": () => words([rareWord()]),
  "a word": () => words([midWord()]),
  "a common word": () => words([commonWord()]),
  "two words": () => words([anyWord(), midWord()]),
  "three words": () => words([commonWord(), anyWord(), commonWord()]),
  "a phrase": () => {
    const [one, two] = [commonWord(), midWord()];
    return { query: `"${one} ${two}"`, bare: `${one} <-> ${two}` };
  },
  "while typing": () => {
    const start = midWord().slice(0, 3);
    return { query: start, bare: `${start}:*` };
  },
  "within a text without spaces": () => {
    const letters = String.fromCodePoint(...[0.2, 0.45].map((share) => 19_967 + Math.floor(3_000 ** (share + Math.random() * 0.2))));
    return { query: `${letters} `, bare: `'${letters}'` };
  },
  "a word, newest first": () => ({ ...words([midWord()]), order: "newest" }),
  "from somebody": () => filtered("from:me"),
  "in a channel": () => filtered("in:#channel-7"),
  "with a link": () => filtered("has:link"),
  "resolved ones": () => filtered("is:resolved"),
  "in a month": () => filtered(`after:${day(90)} before:${day(60)}`),
};
const words = (list: string[]) => ({ query: `${list.join(" ")} `, bare: list.join(" & ") });
const filtered = (filter: string) => {
  const word = midWord();
  return { query: `${filter} ${word} `, bare: word };
};

const asker = makeContext(platform, {
  workspaceId,
  actor: { kind: "person", id: me, can: new Set(["search:read", "chat:read", "knowledge:read", "projects:read"]) },
});
const bareStatement = `select ref_id, text from search_entries where workspace_id = $1 and fts @@ $2::tsquery order by created_at desc limit 20`;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
const at = (times: number[], share: number) => (times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
const row = (name: string, times: number[], bare: number[]) =>
  process.stdout.write(
    `${name.padEnd(40)} p50 ${at(times, 0.5).padStart(7)} ms  p95 ${at(times, 0.95).padStart(7)} ms   bare p50 ${at(bare, 0.5).padStart(7)} ms  p95 ${at(bare, 0.95).padStart(7)} ms\n`,
  );

try {
  const started = performance.now();
  const { rows } = await client.query<{ def: string }>("select pg_get_indexdef('search_entries_by_word'::regclass) def");
  await client.query("drop index search_entries_by_word");
  await fillTalk();
  await fillMessages(workspaceId, MESSAGES, 0);
  await writeWithoutSpaces();
  for (let n = 0; n < 19; n += 1) await fillMessages(newId("wsp"), ELSEWHERE, MESSAGES + n * ELSEWHERE);
  await client.query(rows[0]?.def ?? "");
  await client.query("vacuum analyze search_entries");
  await client.query("analyze channels, threads");
  const size = await client.query<{ rows: string; index: string }>(
    "select pg_size_pretty(pg_table_size('search_entries')) rows, pg_size_pretty(pg_relation_size('search_entries_by_word')) index",
  );
  process.stdout.write(
    `${MESSAGES} messages, filled in ${((performance.now() - started) / 1_000).toFixed(0)} s; rows ${size.rows[0]?.rows}, word index ${size.rows[0]?.index}\n`,
  );
  const all: number[] = [];
  const allBare: number[] = [];
  const kinds = Object.entries(MIX).map(([name, make]) => ({ name, make, times: [] as number[], bare: [] as number[], hits: 0 }));
  for (let round = -1; round < ROUNDS; round += 1)
    for (const kind of kinds) {
      const { bare, ...input } = kind.make();
      const took = await timed(async () => (kind.hits += (await search(asker, Search.parse(input))).items.length));
      const bareTook = await timed(() => client.query(bareStatement, [workspaceId, bare]));
      if (round < 0) continue; // The first round warms both up.
      kind.times.push(took);
      kind.bare.push(bareTook);
      all.push(took);
      allBare.push(bareTook);
    }
  for (const { name, times, bare, hits } of kinds) row(`${name} (${(hits / (times.length + 1)).toFixed(0)} hits)`, times, bare);
  row("all", all, allBare);
} finally {
  await client.end();
  await close();
}
