import { describe, expect, test } from "vitest";
import { draftOutcome } from "./draft-outcome.ts";
import { recall } from "./recall.ts";
import { titleThread } from "./title-thread.ts";

/** "ada: text" lines; the id of each message is its position. */
const talk = (...lines: string[]) =>
  lines.map((line, position) => {
    const [author = "", ...text] = line.split(": ");
    return { id: `m${position}`, author, text: text.join(": ") };
  });

describe("the outcome that is read off a conversation", () => {
  test("is what was settled, why, and what nobody answered, each with the message it was said in", () => {
    const outcome = draftOutcome(
      talk(
        "ada: Which database do we take?",
        "bob: We could use SQLite.",
        "ada: No, several servers write at once.",
        "bob: Ok, let's go with PostgreSQL because the team knows it.",
        "ada: +1. Who sets up the backups?",
        "bob: We still need to choose a host.",
      ),
    );
    expect(outcome).toEqual({
      decision: "Let's go with PostgreSQL",
      decisionMessageId: "m3",
      reasons: [{ text: "The team knows it.", messageId: "m3" }],
      openPoints: [
        { text: "Who sets up the backups?", messageId: "m4" },
        { text: "We still need to choose a host.", messageId: "m5" },
      ],
    });
  });

  test("takes a suggestion that others said yes to before one that they did not", () => {
    const outcome = draftOutcome(
      talk(
        "ada: How about a weekly call?",
        "bob: Sounds good.",
        "cem: yes please",
        "ada: We could also write a newsletter.",
        "bob: Not sure.",
      ),
    );
    expect(outcome).toMatchObject({ decision: "How about a weekly call?", decisionMessageId: "m0", openPoints: [] });
  });

  test("prefers what was decided in words to a later plan, and the later of two decisions", () => {
    expect(draftOutcome(talk("ada: We decided on blue.", "bob: Let's meet tomorrow.")).decision).toBe("We decided on blue.");
    expect(draftOutcome(talk("ada: We decided on blue.", "bob: Sorry, we agreed on green instead.")).decisionMessageId).toBe("m1");
    expect(draftOutcome(talk("ada: We have not decided yet.", "bob: True, the price is unclear.")).decision).toBe("");
  });

  test("leaves out questions that were answered, work that is done, code and quotes", () => {
    const outcome = draftOutcome(
      talk(
        "ada: When does it start?",
        "bob: On Monday.",
        "ada: We need to tell the customers.",
        "bob: Done, the customers know.",
        "ada: > we still need to panic\n```\nlet's go with rm -rf\n```\nFine.",
      ),
    );
    expect(outcome).toEqual({ decision: "", decisionMessageId: null, reasons: [], openPoints: [] });
  });

  test.each([
    [
      "de",
      "ada: Was nehmen wir?",
      "bob: Wir nehmen die blaue Farbe, weil sie ruhig wirkt.",
      "Wir nehmen die blaue Farbe",
      "Sie ruhig wirkt.",
    ],
    [
      "fr",
      "ada: On fait quoi?",
      "bob: On part sur la version bleue parce que tout le monde l'aime.",
      "On part sur la version bleue",
      "Tout le monde l'aime.",
    ],
    ["es", "ada: Qué hacemos?", "bob: Nos quedamos con el azul porque gusta a todos.", "Nos quedamos con el azul", "Gusta a todos."],
    ["it", "ada: Che facciamo?", "bob: Abbiamo deciso per il blu perché piace a tutti.", "Abbiamo deciso per il blu", "Piace a tutti."],
    ["pt", "ada: O que fazemos?", "bob: Ficamos com o azul porque todos gostam.", "Ficamos com o azul", "Todos gostam."],
    [
      "nl",
      "ada: Wat doen we?",
      "bob: We kiezen voor blauw omdat iedereen het mooi vindt.",
      "We kiezen voor blauw",
      "Iedereen het mooi vindt.",
    ],
  ])("reads %s", (_, question, answer, decision, reason) => {
    expect(draftOutcome(talk(question, answer))).toMatchObject({ decision, decisionMessageId: "m1", reasons: [{ text: reason }] });
  });

  test("comes back at once for text that nobody would write", () => {
    for (const text of [
      "?".repeat(20_000),
      "because ".repeat(2_500),
      "let's ".repeat(3_000),
      "\u202Ewe decided\u202C \uD83D",
      "a\n".repeat(9_000),
      " ",
    ]) {
      const outcome = draftOutcome(Array.from({ length: 40 }, (_, id) => ({ id: `m${id}`, author: "ada", text })));
      expect(outcome.decision.length).toBeLessThanOrEqual(2_000);
      for (const point of [...outcome.reasons, ...outcome.openPoints]) expect(point.text.length).toBeLessThanOrEqual(600);
    }
  });
});

test("a thread is named by the sentence of its opening that the talk comes back to", () => {
  expect(
    titleThread(
      talk(
        "ada: Hi all!",
        "bob: Please look at the invoice export, it fails for customers in Norway.",
        "ada: The export of which invoice?",
        "bob: All of them, for Norway the invoice has no tax number.",
      ),
    ),
  ).toBe("Look at the invoice export, it fails for customers in Norway");
  expect(titleThread(talk("ada: Lunch?", "bob: ok"))).toBeNull();
  expect(titleThread(talk("ada: Hi @bob, which colour for the shop?", "bob: Green."))).toBe("Which colour for the shop");
  const counted = Array.from({ length: 5 }, (_, at) => `bob: Message number ${at}`);
  expect(titleThread(talk("ada: A long thread", ...counted))).toBe("Long thread");
  const asked = "ada: Which colour for the landing page? I like blue, but it may look like everybody else's.";
  expect(titleThread(talk(asked, "bob: Green suits gardeners.", "ada: Good."))).toMatch(/^Which colour for the landing page/);
});

test("what is known is said when the question is about it, and nothing else", () => {
  const known = [
    { kind: "decision" as const, text: "Host with Hetzner", from: "Where do we host?" },
    { kind: "fact" as const, text: "The office closes at 7", from: null },
    { kind: "action" as const, text: "Ask the bank for a loan", from: "Money *talk*" },
  ];
  expect(recall("@vibe where did we decide to host?", known)).toBe("As decided in *Where do we host?*: Host with Hetzner");
  expect(recall("When does the office close?", known)).toBe("Known: The office closes at 7");
  expect(recall("does the bank give us a loan", known)).toBe("Still to do, from *Money talk*: Ask the bank for a loan");
  expect(recall("what is the weather?", known)).toBe("");
  expect(recall("?", known)).toBe("");
});
