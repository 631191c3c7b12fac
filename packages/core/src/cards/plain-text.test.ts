import { expect, test } from "vitest";
import { plainText } from "./index.ts";

test("a Markdown text reads as what is seen of it, with its addresses or without", () => {
  const text =
    "# Release **1.2** is `here`\n\n- [notes](https://a.example/x) and ~~old~~ *new* things\n> _quoted_\n```ts\nconst a_b_c = 1 * 2;\n```";
  const seen = (notes: string) => `Release 1.2 is here\n\n${notes} and old new things\nquoted\n\nconst a_b_c = 1 * 2;`;
  expect(plainText(text)).toBe(seen("notes https://a.example/x"));
  expect(plainText(text, { addresses: false })).toBe(seen("notes"));
  expect(plainText("snake_case_name, 2 * 3 * 4 and ![](https://a.example/p.png)", { addresses: false })).toBe(
    "snake_case_name, 2 * 3 * 4 and",
  );
});
