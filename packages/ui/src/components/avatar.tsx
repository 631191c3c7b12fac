import { Bot, Plug } from "lucide-react";
import { cx } from "../class-names.ts";

const PEOPLE = ["blue", "rose", "amber", "teal", "violet", "orange", "emerald", "pink", "sky"];
const SIZES = {
  xs: "size-5 text-[9px] data-agent:text-xs [&_svg]:size-3",
  sm: "size-6 text-2xs data-agent:text-base [&_svg]:size-3.5",
  md: "size-8 text-xs data-agent:text-lg [&_svg]:size-4",
  lg: "size-12 text-base data-agent:text-2xl [&_svg]:size-5",
};

export interface AvatarMember {
  id: string;
  name: string;
  kind: "person" | "agent";
  agent: string | null;
  /** How an agent of the workspace looks. */
  look?: { emoji: string; accent: string } | undefined;
}

function accentOf({ id, kind, look }: AvatarMember): string {
  if (kind === "agent") return look?.accent ?? "slate";
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return PEOPLE[hash % PEOPLE.length] ?? "slate";
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

/** People are round and carry initials, agents are square and carry their emoji. The name stands beside it, so it is hidden from readers. */
export function Avatar({ member, size = "md", className }: { member: AvatarMember; size?: keyof typeof SIZES; className?: string }) {
  const isAgent = member.kind === "agent";
  return (
    <span
      aria-hidden
      data-accent={accentOf(member)}
      data-agent={isAgent || undefined}
      className={cx(
        "inline-grid shrink-0 place-items-center leading-none font-semibold select-none",
        isAgent
          ? "rounded-[28%] bg-app-soft text-app-text shadow-[inset_0_0_0_1px_color-mix(in_oklab,currentColor_18%,transparent)]"
          : "rounded-full bg-app text-white dark:text-black/85",
        SIZES[size],
        className,
      )}
    >
      {isAgent ? (member.look?.emoji ?? (member.agent?.startsWith("integration:") ? <Plug /> : <Bot />)) : initialsOf(member.name)}
    </span>
  );
}
