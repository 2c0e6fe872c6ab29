// Runs on the pinned Node, started by scripts/chaos.mjs.
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildAll } from './build.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

process.setSourceMapsEnabled(true)
console.error(`▸ built ${(await buildAll({ chaos: true })).join(', ')}`)
await import(pathToFileURL(join(root, 'dist/chaos/main.js')).href)
