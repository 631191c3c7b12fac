/**
 * How V8 is set up for a server of this product; `npm start` and the benchmarks run with it.
 *
 * - Young objects get twice the room that V8 gives them on a small machine: with a hundred answers under way they are collected half as
 *   often, for 20 MB (`node benchmarks/gateway.ts`). On a large machine it would keep 130 MB for them, of which a server gains nothing.
 * - All objects begin young. V8 learns from the statements that modules build once when they load that what these places of code make
 *   lives long, and would make the same parts of every query among the old objects: under load that is a collection of all memory every
 *   three seconds, each a pause of 100 ms (`node benchmarks/talk.ts --only seen`).
 * - Not more threads that collect garbage than there are cores beside the one that works; V8's default of four takes both cores of a
 *   small machine from the database.
 */
export const ENGINE_FLAGS = ["--max-semi-space-size=32", "--no-allocation-site-pretenuring", "--v8-pool-size=0"];
