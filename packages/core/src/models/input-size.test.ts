import { deflateSync } from "node:zlib";
import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { expect, test } from "vitest";
import { inputSize, inputTokens, mostInput } from "./input-size.ts";

const SONNET = "anthropic/claude-sonnet-5-5";
const packed = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64");
const file = (mediaType: string, data: string | Uint8Array) => ({
  type: "file" as const,
  mediaType,
  data: { type: "data" as const, data },
});
const asks = (...content: ReturnType<typeof file>[]): LanguageModelV4CallOptions => ({ prompt: [{ role: "user", content }] });
const sizeOf = (...files: ReturnType<typeof file>[]) => inputSize(asks(...files));
const PNG = packed(Buffer.alloc(600_000, 7));

test("tools, text in files and files that tools give are counted as what they are", () => {
  const tool = { type: "function" as const, name: "look", inputSchema: { type: "object" as const } };
  expect(inputTokens({ prompt: [], tools: [tool] })).toBeGreaterThan(300);
  const notes = "The team meets on Monday. ".repeat(4_000);
  for (const data of [packed(notes), Buffer.from(notes)]) {
    const { text, mostText: _, ...others } = sizeOf(file("Text/Plain; charset=utf-8", data));
    expect(text).toBeGreaterThan(20_000);
    expect(others).toEqual({ pictures: 0, pages: 0, bytes: 0 });
  }
  const output = { type: "content" as const, value: [{ type: "text" as const, text: "Seen:" }, file("image/png", PNG)] };
  const seen = inputSize({ prompt: [{ role: "tool", content: [{ type: "tool-result", toolCallId: "1", toolName: "see", output }] }] });
  expect(seen).toMatchObject({ pictures: 1, pages: 0, bytes: 0 });
  expect(seen.text).toBeLessThan(50);
  expect(sizeOf(file("audio/mp3", Buffer.alloc(1_000)))).toMatchObject({ bytes: 1_000 });
});

test("a PDF has the pages that it names, openly or packed; one that cannot be read has as many as it has room for", () => {
  const pages = (count: number) =>
    Array.from({ length: count }, (_, at) => `${at} 0 obj << /Type /Page /Parent 1 0 R >> endobj\n`).join("");
  const tree = "1 0 obj << /Type /Pages /Count 99 >> endobj\n";
  const inside = (bytes: Buffer) =>
    Buffer.concat([Buffer.from("9 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n"), bytes, Buffer.from("\nendstream\n")]);
  const open = Buffer.from(`%PDF-1.4\n${tree}${pages(7)}`);
  const closed = Buffer.concat([Buffer.from("%PDF-1.7\n"), inside(deflateSync(pages(40))), inside(deflateSync(pages(2) + tree))]);
  const locked = Buffer.concat([Buffer.from("%PDF-1.7\n"), inside(Buffer.alloc(20_000, 0xa7))]);
  expect([open, closed, locked].map((bytes) => sizeOf(file("application/pdf", packed(bytes))).pages)).toEqual([7, 42, 11]);
  expect([open, closed].map((bytes) => sizeOf(file("application", bytes)).pages)).toEqual([7, 42]);
  const bomb = Buffer.concat([Buffer.from("%PDF-1.7\n"), inside(deflateSync(Buffer.alloc(40_000_000))), Buffer.from(pages(3))]);
  expect(sizeOf(file("application/pdf", packed(bomb))).pages).toBe(Math.ceil(bomb.length / 2_000));
});

test("files are held at the most that the model can count for them, and at no more than it takes in", () => {
  const page = file("application/pdf", packed("%PDF-1.4\n<< /Type /Page >>"));
  expect(mostInput(sizeOf(page), SONNET)).toBeGreaterThan(3_000 + 4_784);
  expect(mostInput(sizeOf(file("image/png", PNG)), SONNET)).toBeGreaterThan(4_784);
  expect(mostInput(sizeOf(file("image/png", PNG)), SONNET)).toBeLessThan(5_000);
  // 2,833 and 5,667 for each of eight tiles.
  for (const ref of ["openai/gpt-4o-mini", "openrouter/openai/gpt-4o-mini"])
    expect(mostInput(sizeOf(file("image/png", PNG)), ref)).toBeGreaterThanOrEqual(2_833 + 8 * 5_667);
  const pages = Array.from({ length: 400 }, () => page);
  expect(mostInput(sizeOf(...pages), SONNET, 200_000)).toBeLessThan(202_000);
  expect(inputTokens(asks(...pages.slice(0, 50)))).toBeLessThan(200_000);
});
