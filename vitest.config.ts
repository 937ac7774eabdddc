import { defineConfig } from "vitest/config";

/** Unit tests need nothing; the others bring up what they need under `.suture/test`, apart from the environment people use. */
export default defineConfig({
  test: {
    projects: [
      {
        // Work of a second or two; the limit is for what hangs, on however slow a machine.
        test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: "test/support/services.ts",
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: "test/support/environment.ts",
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
