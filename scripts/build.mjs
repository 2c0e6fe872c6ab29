// Runs on the pinned Node: node scripts/pinned-node.mjs scripts/build.mjs [--tests].
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { generateMessages } from './generate-messages.mjs'
import { noticesOf } from './notices.mjs'

const oldBrowsers = ['es2020', 'chrome87', 'firefox78', 'safari14']
/** Of scripts that need what those browsers never had (Ed25519, large numbers): who has them is told so by the page. */
const NEWER = ['es2022', 'chrome111', 'firefox115', 'safari16.4']
const targets = { 'tokens.js': NEWER, 'recount.js': NEWER, 'recount-worker.js': NEWER }

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Packages of hundreds of small files, which Node would look for one by one whenever a process begins. */
const OF_MANY_FILES = /^(kysely|typebox|preact|preact-render-to-string)(\/|$)/
const takeIn = {
  name: 'take-in',
  setup: ({ onResolve }) =>
    onResolve({ filter: OF_MANY_FILES }, ({ path }) => ({ path: fileURLToPath(import.meta.resolve(path)) })),
}

export const forServer = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node26',
  packages: 'external',
  plugins: [takeIn],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  logLevel: 'warning',
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now()
  const built = await buildAll({ tests: process.argv.includes('--tests') })
  console.log(`built ${built.join(', ')} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

/**
 * Writes generated/, dist/main.js, dist/assets/, dist/NOTICES.txt and, when asked, dist/test/, dist/bench/ and dist/chaos/; tests run those too.
 * @param {{ tests?: boolean, benches?: boolean, chaos?: boolean }} [options]
 * @returns {Promise<string[]>} what was built, for the person who reads the terminal
 */
export async function buildAll({ tests = false, benches = tests, chaos = tests } = {}) {
  const messages = generateMessages(root)
  const bundled = new Set()
  const parts = [buildServer(bundled), buildAssets(bundled)]
  if (tests) parts.push(buildTests())
  if (benches) parts.push(buildBenches())
  if (chaos) parts.push(buildChaos())
  const built = (await Promise.all(parts)).flat()
  writeWhole(join(root, 'dist/NOTICES.txt'), noticesOf(root, bundled))
  return [`${messages} messages`, ...built]
}

async function buildServer(bundled) {
  if (!existsSync(join(root, 'src/main.ts'))) return 'no server (src/main.ts is not there yet)'
  const { metafile, outputFiles } = await build({
    ...forServer,
    metafile: true,
    // Threads and processes are files of their own.
    entryPoints: {
      main: 'src/main.ts',
      'count-worker': 'src/modules/budgeting/result/count-worker.ts',
      'token-signer': 'src/modules/budgeting/tokens/signer/signer-process.ts',
      'table-reader': 'src/modules/open-data/ingest/reader/reader-process.ts',
      'sql-runner': 'src/modules/open-data/sql/runner/runner-process.ts',
      'table-scan': 'src/modules/open-data/guard/scan/table-scan-thread.ts',
      'table-reader-watch': 'src/modules/open-data/ingest/reader/watch.ts',
      'rdf-reader': 'src/modules/open-data/harvest/rdf/rdf-thread.ts',
    },
    outdir: 'dist',
    write: false,
  })
  for (const input of Object.keys(metafile.inputs)) bundled.add(input)
  for (const file of outputFiles) writeWhole(file.path, file.contents)
  return 'dist/main.js'
}

async function buildAssets(bundled) {
  const manifest = {}
  const entries = {
    'punte.js': 'src/ui/enhance/main.ts',
    'punte.css': 'src/ui/styles/main.css',
    // Loaded by the one page that counts again.
    'recount.js': 'src/modules/budgeting/result/browser/main.ts',
    'recount-worker.js': 'src/modules/budgeting/result/browser/recount-worker.ts',
    'tokens.js': 'src/modules/budgeting/tokens/browser/main.ts',
  }
  const missing = Object.values(entries).filter((path) => !existsSync(join(root, path)))
  for (const [name, path] of Object.entries(entries)) {
    if (existsSync(join(root, path))) Object.assign(manifest, await bundleForBrowser(name, path, bundled))
  }
  for (const path of globSync('src/ui/assets/**/*', { cwd: root, withFileTypes: true })) {
    if (path.isFile()) Object.assign(manifest, copyAsset(join(path.parentPath, path.name)))
  }
  // Written last: its time tells start.mjs when the last build ended well.
  writeWhole(join(root, 'dist/assets/manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const said = `${Object.keys(manifest).length} assets`
  return missing.length ? `${said} (not there yet: ${missing.join(', ')})` : said
}

async function bundleForBrowser(name, path, bundled) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: targets[name] ?? oldBrowsers,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { [name.slice(0, -extname(name).length)]: path },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets',

    loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file', '.png': 'file', '.jpg': 'file', '.webp': 'file' },
    outdir: 'dist/assets',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  for (const input of Object.keys(metafile.inputs)) bundled.add(input)
  for (const file of outputFiles) writeCompressed(file.path, file.contents)
  const written = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === path)
  return { [name]: `/assets/${relative('dist/assets', written[0])}` }
}

/** A name that changes with the content may be cached for ever. */
function copyAsset(path) {
  const contents = readFileSync(path)
  const name = relative(join(root, 'src/ui/assets'), path).replaceAll('\\', '/')
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8)
  const hashed = `${name.slice(0, -extname(name).length || undefined)}-${hash}${extname(name)}`
  writeCompressed(join(root, 'dist/assets', hashed), contents)
  return { [name]: `/assets/${hashed}` }
}

async function buildTests() {
  const patterns = ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'e2e/**/*.test.ts', 'jurisdiction/**/*.test.ts']
  const entryPoints = globSync(patterns, { cwd: root })
  rmSync(join(root, 'dist/test'), { recursive: true, force: true })
  if (entryPoints.length === 0) return 'no tests'
  await build({
    ...forServer,
    entryPoints,
    outdir: 'dist/test',
    outbase: '.',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  })
  return `${entryPoints.length} test files`
}

/** The benches, and the programs that they start as processes of their own. */
async function buildBenches() {
  const processes = ['client', 'bare-server', 'arrive', 'read'].map((name) => `bench/frame/${name}.ts`)
  const entryPoints = ['bench/main.ts', ...processes]
  await build({ ...forServer, entryPoints, outdir: 'dist/bench', outbase: 'bench' })
  return 'benches'
}

async function buildChaos() {
  await build({ ...forServer, entryPoints: ['chaos/main.ts'], outdir: 'dist/chaos', outbase: 'chaos' })
  return 'chaos'
}

/** Beside the file its .br and .gz, which the server sends to browsers that take them; pictures and fonts are small already. */
function writeCompressed(path, contents) {
  if (/\.(css|js|svg)$/.test(path)) {
    writeWhole(`${path}.br`, brotliCompressSync(contents))
    writeWhole(`${path}.gz`, gzipSync(contents, { level: 9 }))
  }
  writeWhole(path, contents)
}

/** A process that starts meanwhile must not read half a file. */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, contents)
  renameSync(unfinished, path)
}
