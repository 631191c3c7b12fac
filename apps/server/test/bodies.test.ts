import { StandardRPCJsonSerializer } from "@orpc/client/standard";
import { expect, test } from "vitest";
import { readRpcBody, writeRpcBody } from "../src/doors/bodies.ts";

const serializer = new StandardRPCJsonSerializer();

function asOrpcWrites(value: unknown): unknown {
  const [json, meta] = serializer.serialize(value);
  return JSON.parse(JSON.stringify({ json, meta: meta.length > 0 ? meta : undefined }));
}

test("plain data and times are written as oRPC writes them", () => {
  const at = new Date("2026-11-21T04:45:49.123Z");
  const values = [
    null,
    undefined,
    "text with \u2028 and \ud83d\ude00",
    -0.5,
    true,
    at,
    [],
    {
      items: [
        { id: "msg_1", createdAt: at, editedAt: null, cards: [{ steps: [{ at }] }] },
        { id: "msg_2", createdAt: at, left: undefined },
      ],
    },
    [[at], [{ at }]],
  ];
  for (const value of values) {
    const text = String(writeRpcBody(value));
    expect(JSON.parse(text)).toEqual(asOrpcWrites(value));
    expect(String(writeRpcBody(structuredClone(value)))).toBe(text);
    const frozen = Object.freeze(value);
    expect([writeRpcBody(frozen), writeRpcBody(frozen)].map(String)).toEqual([text, text]);
    const { json, meta } = JSON.parse(text) as { json: unknown; meta?: [] };
    expect(serializer.deserialize(json, meta ?? [])).toEqual(value);
  }
});

test("what is more than that is left to oRPC", () => {
  const more = [Number.NaN, 1n, new Map(), new Set(), new URL("http://localhost"), /x/, new Date(Number.NaN), [undefined], { deep: [1n] }];
  for (const value of more) expect(writeRpcBody(value)).toBeUndefined();
  expect(readRpcBody({ json: "2026-11-21", meta: [[1]] })).toBeUndefined();
  expect(readRpcBody({ json: { a: 1 } })).toEqual({ input: { a: 1 } });
  expect(readRpcBody(undefined)).toEqual({ input: undefined });
});
