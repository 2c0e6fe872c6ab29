// Runs on the pinned Node: npm run docs. Writes the pages of docs/ that follow from the manifests; a test says when to.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { forServer } from './build.mjs'
import { generateMessages } from './generate-messages.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const outfile = join(root, 'dist/documents.js')
generateMessages(root)
await build({ ...forServer, entryPoints: ['scripts/documents.ts'], outfile })
const { documents } = await import(pathToFileURL(outfile).href)
for (const [path, text] of Object.entries(documents())) {
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
