import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { root } from '#kernel/root.ts'

export interface PagesOptions {
  /** CSS pixels; 1280 unless said otherwise. */
  width?: number
  height?: number
  javaScript?: boolean
  /** What the browser says it reads. */
  lang?: 'ro' | 'ru' | 'en'
  colorScheme?: 'light' | 'dark'
  forcedColors?: boolean
}

export interface Pages {
  page: Page
  context: BrowserContext
  /** What should never happen while a page is open: scripts that fail, refused content, requests to elsewhere. */
  complaints: string[]
  close(): Promise<void>
}

export interface TestBrowser {
  /** A fresh browser profile with one empty page. */
  openPages(options?: PagesOptions): Promise<Pages>
  close(): Promise<void>
}

/**
 * Starts a headless Chromium: PUNTE_CHROMIUM, the system's, or the one of npm, unpacked once a version.
 * @param origin the only address that pages may ask for anything
 * @throws Error that names the missing library, when the browser cannot start on this machine
 */
export async function startBrowser(origin: string): Promise<TestBrowser> {
  const { executablePath, env } = systemChromium() ?? (await unpackedChromium())
  const browser = await chromium
    .launch({ executablePath, env, args: ARGUMENTS })
    .catch((error: Error) => Promise.reject(new Error(whyItDidNotStart(executablePath, env, error))))
  return {
    openPages: (options = {}) => openPages(browser, origin, options),
    close: () => browser.close(),
  }
}

// The sandbox needs rights that containers and root do not have; the only pages it opens are ours.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
]

async function openPages(browser: Browser, origin: string, options: PagesOptions): Promise<Pages> {
  const { width = 1280, height = 800, javaScript = true, lang = 'ro', colorScheme = 'light', forcedColors } = options
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: javaScript,
    locale: lang,
    colorScheme,
    forcedColors: forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  // A page that comes late because the machine is busy is no mistake of the page.
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  // A form that comes back with 422 is told to the console as an error too; it is an answer.
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) complaints.push(`asked for ${url}`)
  })
  const page = await context.newPage()
  return { page, context, complaints, close: () => context.close() }
}

interface Executable {
  executablePath: string
  env: Record<string, string>
}

function systemChromium(): Executable | null {
  const given = process.env.PUNTE_CHROMIUM
  if (given && !existsSync(given)) throw new Error(`PUNTE_CHROMIUM is ${given}, and there is no such file.`)
  const executablePath = given ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file))
  return executablePath ? { executablePath, env: environment({}) } : null
}

/**
 * The Chromium of npm, made for Amazon Linux. Its archive also holds the libraries that a bare Debian lacks (libnss3,
 * libnspr4, libexpat1) and one font; a machine that has its own keeps its own.
 */
async function unpackedChromium(): Promise<Executable> {
  const require = createRequire(import.meta.url)
  const folder = path.dirname(path.dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const unpacked = path.join(root, 'node_modules/.cache', `chromium-${version}-${arch()}`)
  if (!existsSync(unpacked)) await unpack(path.join(folder, 'bin'), unpacked)
  const executablePath = path.join(unpacked, 'chromium')
  const missing = missingLibraries(executablePath, environment({}))
  return {
    executablePath,
    env: environment({
      ...(missing.length > 0 && { LD_LIBRARY_PATH: path.join(unpacked, 'al2023/lib') }),
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: path.join(unpacked, 'fonts') }),
    }),
  }
}

/** Unpacks beside and renames: two test files that start at once must not run half a browser. */
async function unpack(archives: string, target: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const unfinished = `${target}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const usual = process.env.TMPDIR
  // The package unpacks into the temporary folder, and takes for its own whatever Chromium it finds there.
  process.env.TMPDIR = unfinished
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(path.join(archives, name))
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
  writeFileSync(path.join(unfinished, 'complete'), '')
  try {
    renameSync(unfinished, target)
  } catch (error) {
    // Another process was first, and its copy is as good.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(path.join(target, 'complete'))) throw error
  }
}

function environment(more: Record<string, string>): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(own), ...more }
}

/** Names of shared libraries that the loader does not find, such as libnss3.so. */
function missingLibraries(executable: string, env: Record<string, string>): string[] {
  try {
    const said = execFileSync('ldd', [executable], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return [...said.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] as string)
  } catch {
    return []
  }
}

function whyItDidNotStart(executable: string, env: Record<string, string>, error: Error): string {
  const missing = missingLibraries(executable, env)
  if (missing.length === 0) return `The browser ${executable} did not start: ${error.message}`
  return [
    `The browser journeys need a Chromium, and ${executable} lacks ${missing.join(', ')}.`,
    'On Debian and Ubuntu: apt-get install libnss3 libexpat1 (or: apt-get install chromium).',
    'Any other Chromium can be named with PUNTE_CHROMIUM=/path/to/chromium.',
  ].join('\n')
}
