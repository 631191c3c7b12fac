/** A Markdown text without its code, fenced or inline. Takes time in proportion to the text, whatever is in it. */
export function withoutCode(text: string): string {
  return withoutSpans(withoutFences(text));
}

/** As Markdown reads them: a fence ends with one of its kind that is as long, or with the text. */
function withoutFences(text: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const found = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    const [, marks = "", rest = ""] = found ?? [];
    if (fence === undefined) {
      if (found && !(marks.startsWith("`") && rest.includes("`"))) fence = marks;
      else kept.push(line);
    } else if (found && marks.startsWith(fence) && rest.trim() === "") {
      fence = undefined;
      kept.push("");
    }
  }
  return kept.join("\n");
}

/** A span opens with a run of backticks and closes with the next run of the same length; one without an end is plain text. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const byLength = Map.groupBy(runs, (run) => run.length);
  const passed = new Map<number, number>();
  let kept = "";
  let from = 0;
  for (const run of runs) {
    const sameLength = byLength.get(run.length) ?? [];
    let index = passed.get(run.length) ?? 0;
    while ((sameLength[index]?.at ?? Infinity) <= Math.max(run.at, from - 1)) index += 1;
    passed.set(run.length, index);
    const end = sameLength[index];
    if (run.at < from || !end) continue;
    kept += `${text.slice(from, run.at)} `;
    from = end.at + end.length;
  }
  return kept + text.slice(from);
}
