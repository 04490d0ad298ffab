import { fileURLToPath } from 'node:url'
import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vite.config.ts'

// The tests' times of day are written for one zone, whatever the machine's is.
process.env.TZ = 'UTC'

export default mergeConfig(
  base,
  defineConfig({
    resolve: {
      alias: [{ find: /^uplot$/, replacement: fileURLToPath(new URL('./test/unit/paperPlot.ts', import.meta.url)) }],
    },
    test: {
      environment: 'happy-dom',
      include: ['test/unit/**/*.test.{ts,tsx}'],
      setupFiles: ['test/unit/setup.ts'],
      // As wide as a desk's screen: tables, not cards.
      environmentOptions: { happyDOM: { url: 'http://dashboard.test/', width: 1280 } },
      // The files share no state but the pretended service, which is reset after each test.
      isolate: false,
      // A machine that also builds everything else is slow at times.
      testTimeout: 90_000,
      expect: { poll: { timeout: 20_000 } },
      maxWorkers: 2,
    },
  }),
)
