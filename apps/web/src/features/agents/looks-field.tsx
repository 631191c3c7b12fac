"use client";
import { type AgentProfile, Avatar } from "@openvibe/core/agents/model";
import { cx } from "@openvibe/ui/class-names";
import { Button } from "@openvibe/ui/primitives/button";
import { EmojiPicker } from "../chat/message/emoji-picker.tsx";
import { AgentAvatar } from "./figures.tsx";

const ACCENTS = Avatar.shape.accent.options;

/** Its face: an emoji on a colour. */
export function LooksField({ avatar, onChange }: { avatar: AgentProfile["avatar"]; onChange: (avatar: AgentProfile["avatar"]) => void }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <AgentAvatar avatar={avatar} size="lg" />
      <EmojiPicker onChoose={(emoji) => onChange({ ...avatar, emoji })} trigger={<Button size="sm">Choose an emoji</Button>} />
      <div role="radiogroup" aria-label="Colour" className="flex flex-wrap gap-1.5 pointer-coarse:gap-0">
        {ACCENTS.map((accent) => (
          <label key={accent} className="grid size-6 place-items-center pointer-coarse:size-10">
            <input
              type="radio"
              name="accent"
              aria-label={accent}
              title={accent}
              checked={accent === avatar.accent}
              onChange={() => onChange({ ...avatar, accent })}
              data-accent={accent}
              className={cx(
                "size-5 appearance-none rounded-full bg-app outline-offset-2",
                accent === avatar.accent && "ring-2 ring-ink ring-offset-2 ring-offset-raised",
              )}
            />
          </label>
        ))}
      </div>
    </div>
  );
}
