import { join } from "node:path";
import { defineConfig } from "vitest/config";

const every = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // As the server is started: it imports drizzle-orm in half the time.
  execArgv: ["--import", join(import.meta.dirname, "tools/quick-imports.ts")],
};
/** Files that keep to a world of their own (`packages/core/test/world.ts`). */
const APART = [
  "packages/{core,appkit,appspec,ui}/{src,test}/**/*.test.ts",
  "packages/drivers/src/models/**/*.test.ts",
  "apps/server/test/**/*.test.ts",
  "apps/web/src/**/*.test.ts",
];
/** Builds the web app, twice. */
const BUILDS = ["apps/web/test/build.test.ts"];

export default defineConfig({
  test: {
    // One more than a small machine has cores: many tests wait, for a lease, a mail or a provider that says nothing, and compute nothing meanwhile.
    maxWorkers: 3,
    globalSetup: ["packages/core/test/database-server.ts"],
    // They begin in the order of their names.
    projects: [
      // Takes every core there is: not at the end, when nothing is left to run beside it.
      { test: { ...every, name: "builds", include: BUILDS } },
      // Modules are read once for many files: reading them takes longer than most of the tests.
      { test: { ...every, name: "one process", isolate: false, include: APART } },
      {
        test: {
          ...every,
          name: "own process",
          include: ["packages/*/{src,test}/**/*.test.ts", "apps/*/{src,test}/**/*.test.ts", "tools/*.test.ts"],
          exclude: ["**/node_modules/**", ...BUILDS, ...APART],
        },
      },
    ],
  },
});
