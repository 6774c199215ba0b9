import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

// The page runs under a closed security policy: no inline script, no data: fonts, nothing remote.
// Hence no inlined assets, and a target that every supported web view understands as it stands.
export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  // a test reads the names of events from the rules themselves
  server: { port: 5173, strictPort: true, fs: { allow: [".."] } },
  build: {
    target: ["safari17", "chrome120"],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    reportCompressedSize: false,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["./vitest.setup.ts"],
    restoreMocks: true,
    // a machine that builds beside it is slow, which is no fault of what is tested
    testTimeout: 60_000,
    // read as they are by the test of their contrast
    css: { include: [/\/styles\//] },
  },
});
