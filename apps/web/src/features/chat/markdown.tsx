"use client";
import { cx } from "@openvibe/ui/class-names";
import { type ComponentProps, type ReactNode, useCallback, useMemo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../data/workspace-provider.tsx";
import type { MemberLookup } from "../identity/use-members.ts";
import { CodeBlock } from "./code-block.tsx";
import { pathOf } from "../shell/routes.ts";
import { NoteLink } from "./note-link.tsx";
import { OwnLink, ownTarget } from "./own-link.tsx";
import { rehypeMentions, type Named } from "./rehype-mentions.ts";
import { remarkAsWritten } from "./remark-as-written.ts";
import { isTame } from "./tame-text.ts";

const COMPONENTS: Components = {
  a: ({ href = "", id, children, "aria-label": label }) =>
    href.startsWith("#") ? (
      <NoteLink href={href} id={id} label={label}>
        {children}
      </NoteLink>
    ) : (
      <Link href={href}>{children}</Link>
    ),
  pre: ({ children }) => <>{children}</>,
  code: ({ className, children }) => <Code className={className}>{children}</Code>,
  ul: ({ children, className }) => (
    <ul
      className={cx("my-1.5 space-y-0.5 marker:text-ink-faint", className?.includes("task-list") ? "list-none ps-0.5" : "list-disc ps-5")}
    >
      {children}
    </ul>
  ),
  ol: ({ children, start }) => (
    <ol start={start} className="my-1.5 list-decimal space-y-0.5 ps-5 marker:text-ink-faint">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => <blockquote className="my-2 border-s-2 border-line-strong ps-3 text-ink-soft">{children}</blockquote>,
  h1: ({ children }) => <p className="mt-3 mb-1 text-lg font-semibold">{children}</p>,
  h2: ({ children }) => <p className="mt-3 mb-1 text-md font-semibold">{children}</p>,
  h3: ({ children }) => <p className="mt-2 mb-1 font-semibold">{children}</p>,
  hr: () => <hr className="my-3 border-line" />,
  // A picture from elsewhere would tell its server who reads; the address is enough.
  img: ({ src, alt }) => (
    <span className="text-ink-faint">
      [{alt || "image"}: {typeof src === "string" ? src : ""}]
    </span>
  ),
  table: ({ children }) => (
    // A wide table is scrolled, by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="group" aria-label="Table" tabIndex={0} className="my-2 overflow-x-auto">
      <table className="border-collapse text-sm [&_td]:border [&_td]:border-line [&_td]:px-2.5 [&_td]:py-1 [&_th]:border [&_th]:border-line [&_th]:bg-sunken [&_th]:px-2.5 [&_th]:py-1 [&_th]:text-start">
        {children}
      </table>
    </div>
  ),
};

function Code({ className, children }: ComponentProps<"code">) {
  const text = typeof children === "string" ? children : "";
  const language = /language-([\w-]+)/.exec(className ?? "")?.[1];
  if (language !== undefined || text.includes("\n")) return <CodeBlock code={text.replace(/\n$/, "")} language={language ?? ""} />;
  return <code className="rounded-[4px] bg-sunken px-1 py-px font-mono text-[0.88em] text-ink">{children}</code>;
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const { workspace } = useWorkspace();
  const target = ownTarget(href, window.location.origin, workspace.id);
  if (target)
    return (
      <OwnLink target={target} given={children !== href}>
        {children}
      </OwnLink>
    );
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer noopener"
      className="text-brand-text underline decoration-brand/35 underline-offset-2 hover:decoration-brand"
    >
      {children}
    </a>
  );
}

/** Undefined for a text that cannot be put into form. One message must not take the conversation away from everybody who opens it. */
function formed(text: string, named: Named): ReactNode {
  if (!isTame(text)) return undefined;
  try {
    return ReactMarkdown({
      remarkPlugins: [remarkGfm, remarkAsWritten],
      rehypePlugins: [rehypeSanitize, [rehypeMentions, named]],
      components: COMPONENTS,
      children: text,
    });
  } catch {
    return undefined;
  }
}

/** A message's text. HTML in it is shown as text; what remains is sanitised once more. */
export function Markdown({ text, members, className }: { text: string; members: MemberLookup; className?: string }) {
  return (
    <div
      data-markdown
      // Each paragraph begins on the side of its own script: some talk in two.
      className={cx(
        "text-md leading-[1.55] break-words text-ink [&_:is(p,li,th,td)]:[unicode-bidi:plaintext] [&>p+p]:mt-2 [&>p]:my-0",
        className,
      )}
    >
      {/* Only what names a channel needs to know them. */}
      {/#\w/.test(text) ? (
        <AmongChannels text={text} members={members} />
      ) : (
        <Parsed text={text} members={members} channelPath={noChannel} />
      )}
    </div>
  );
}

const noChannel = () => undefined;

function AmongChannels({ text, members }: { text: string; members: MemberLookup }) {
  return <Parsed text={text} members={members} channelPath={useChannelPath()} />;
}

function Parsed({
  text,
  members,
  channelPath,
}: {
  text: string;
  members: MemberLookup;
  channelPath: (name: string) => string | undefined;
}) {
  return useMemo(() => {
    if (isPlain(text)) return <p>{text}</p>;
    const memberOf = (handle: string) => {
      const member = members.byHandle(handle);
      return member && { emoji: member.look?.emoji };
    };
    const named = { memberOf, channelPath };
    return formed(text, named) ?? <p className="whitespace-pre-wrap">{text}</p>;
  }, [text, members, channelPath]);
}

/**
 * Whether the text means to Markdown just what it says: one line in which no sign, address or number could begin something. Parsing
 * costs a hundred times as much as looking.
 */
function isPlain(text: string): boolean {
  return !/[\n\r\t\\`*_~<>&[\]|#@]|:\/\/|www\.|^\s|\s$|^(?:[-+]|\d+[.)])/i.test(text);
}

function useChannelPath(): (name: string) => string | undefined {
  const { queries, workspace } = useWorkspace();
  const { data } = useQuery(queries.chat.listChannels.queryOptions());
  return useCallback(
    (name) => {
      const channel = data?.find((each) => each.kind !== "direct" && each.name === name);
      return channel && pathOf(workspace.id, { screen: "channel", channelId: channel.id });
    },
    [data, workspace.id],
  );
}
