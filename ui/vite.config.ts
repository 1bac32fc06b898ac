import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Tests render components as the browser does.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  build: {
    target: "safari18",
    assetsInlineLimit: 0,
    // The interface is read from the program itself, in one piece.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { port: 5173, strictPort: true },
  // A component takes its time to load where two tests run side by side on a loaded machine.
  test: { testTimeout: 30_000, include: ["src/**/*.test.ts"] },
}));
