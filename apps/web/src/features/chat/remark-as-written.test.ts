import { renderToStaticMarkup } from "react-dom/server";
import ReactMarkdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { expect, it } from "vitest";
import { remarkAsWritten } from "./remark-as-written.ts";

const shown = (text: string) =>
  renderToStaticMarkup(
    ReactMarkdown({ remarkPlugins: [remarkGfm, remarkAsWritten], rehypePlugins: [rehypeSanitize], children: text }),
  ).replaceAll(/>\s+</g, "><");

it("keeps the lines that somebody wrote, also in quotes and lists, and code as it is", () => {
  expect(shown("Dear all\nsee you\n\nat noon")).toBe("<p>Dear all<br/>\nsee you</p><p>at noon</p>");
  expect(shown("> one\n> two")).toBe("<blockquote><p>one<br/>\ntwo</p></blockquote>");
  expect(shown("- one\n  more")).toBe("<ul><li>one<br/>\nmore</li></ul>");
  expect(shown("```\na\nb\n```")).toBe("<pre><code>a\nb\n</code></pre>");
});

it("shows signs that form nothing as they were typed", () => {
  expect(shown("#")).toBe("<p>#</p>");
  expect(shown(">\n-")).toBe("<p>&gt;<br/>\n-</p>");
  expect(shown("[home]: /there")).toBe("<p>[home]: /there</p>");
  expect(shown("---")).toBe("<hr/>");
  expect(shown("# Plan")).toBe("<h1>Plan</h1>");
});

it("shows HTML as the words that it was typed as, and runs none", () => {
  expect(shown("use <Button> here")).toBe("<p>use &lt;Button&gt; here</p>");
  expect(shown("<script>\nalert(1)\n</script>")).toBe("<p>&lt;script&gt;<br/>\nalert(1)<br/>\n&lt;/script&gt;</p>");
  expect(shown("> <b onclick=x>\n\n- <!-- gone? -->")).toBe(
    "<blockquote><p>&lt;b onclick=x&gt;</p></blockquote><ul><li>&lt;!-- gone? --&gt;</li></ul>",
  );
});
