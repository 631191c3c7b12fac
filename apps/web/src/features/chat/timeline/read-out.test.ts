import { expect, test } from "vitest";
import { type Heard, toReadOut, type Utterance } from "./read-out.ts";

const message = (id: string, authorId: string, text: string, more: Partial<Utterance> = {}): Utterance => ({
  id,
  authorId,
  text,
  answerState: null,
  deletedAt: null,
  attachments: [],
  ...more,
});

test("what is new is read out once, without its marks and numbers; an answer when it is whole, whatever came meanwhile", () => {
  let heard: Heard | undefined;
  const listen = (messages: readonly Utterance[]) => {
    const { lines, ...next } = toReadOut(messages, heard, "ada", (id) => id);
    heard = next;
    return lines;
  };
  const before = message("msg_1", "ben", "Was here before");
  const writing = message("msg_3", "vibe", "", { answerState: "writing" });
  const asked = message("msg_4", "vibe", "May I? Delete **all**");
  expect(listen([before])).toEqual([]);
  expect(listen([before, message("msg_2", "ada", "@vibe do it"), writing])).toEqual([]);
  expect(listen([before, writing, asked])).toEqual(["vibe: May I? Delete all"]);
  const whole = message("msg_3", "vibe", "Something went wrong. Give this number: `tsk_01m81d55c3ygfpbkevjk9knj4c`.");
  expect(listen([before, whole, asked])).toEqual(["vibe: Something went wrong. Give this number: …."]);
  expect(listen([before, whole, asked])).toEqual([]);
  const [file, card] = [message("msg_5", "ben", "", { attachments: [{} as never] }), message("msg_6", "vibe", "")];
  expect(listen([whole, asked, file, card])).toEqual(["ben: a file", "vibe: a card"]);
  expect(listen([whole, asked, file, card, message("msg_7", "ben", "gone", { deletedAt: new Date() })])).toEqual([]);
});
