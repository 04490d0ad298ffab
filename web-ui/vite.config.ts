import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const service = process.env.COMMONWATT_URL ?? 'http://127.0.0.1:8480'
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: process.env.COMMONWATT_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // The service's content security policy allows no data: scripts, and small inlined assets save nothing.
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    // The examples are shown in the editor exactly as the repository keeps them.
    fs: { allow: [here('.'), here('../examples')] },
    proxy: {
      '/api': { target: service },
      '/actuator': { target: service },
    },
  },
})
