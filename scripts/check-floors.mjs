// The rules of docs/architecture.md, section 2, as a program.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { blankOut } from './source-text.mjs'

const here = fileURLToPath(import.meta.url)

/** Names, not texts: what stands for each rule in a message. */
const REASONS = {
  arrows:
    'arrows point down only: modules → commons → ui → kernel, so that a lower floor can be read without the upper',
  rooms: 'a room imports another room only through its public.ts, when its own module.ts names it in dependsOn',
  cycles: 'rooms that depend on each other cannot be understood or tested apart',
  sql: 'one schema a room: others read only the tables a commons part lists as readableTables in its public.ts, and write none',
  ambient: 'environment, clock, chance and network are given from the kernel, so that tests can set them',
  outsiders:
    'programs for outsiders are read and run alone: they import nothing but what Node brings and files of their own folder',
  inline: 'the content security policy forbids style attributes; use a class, or SVG attributes in charts',
  length: 'more than 500 lines hide at least two ideas; split by meaning',
}
const FLOORS = ['kernel', 'ui', 'commons', 'modules', 'top']
const LONG = 300
const TOO_LONG = 500

/**
 * @typedef {{ rule: keyof typeof REASONS, place: string, found: string }} Violation
 * @param {string} root the repository
 * @returns {{ violations: Violation[], warnings: string[] }}
 */
export function checkFloors(root) {
  const house = readHouse(root)
  const violations = [...cyclesIn(house)]
  for (const file of house.files) {
    violations.push(...importsOf(file, house), ...sqlOf(file, house), ...ambientOf(file), ...inlineOf(file))
  }
  for (const migration of house.migrations) violations.push(...sqlOf(migration, house))
  violations.push(...outsidersOf(root))
  const { tooLong, long } = lengths(root)
  return { violations: [...violations, ...tooLong], warnings: long }
}

/** Prints the warnings; throws an Error that lists the violations, if there are any. */
export function printFloors({ violations, warnings }) {
  for (const warning of warnings) console.log(`  ${warning}`)
  if (violations.length === 0) return
  throw new Error(
    violations.map(({ rule, place, found }) => `${place}: ${rule}: ${found}\n  (${REASONS[rule]})`).join('\n'),
  )
}

function readHouse(root) {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => readSource(root, path))
  const migrations = globSync('migrations/*.sql', { cwd: root }).map((path) => readMigration(root, path))
  const schemas = new Map()
  for (const floor of ['commons', 'modules']) {
    for (const path of globSync(`src/${floor}/*/`, { cwd: root })) {
      const name = posix.basename(slashed(path))
      schemas.set(name.replaceAll('-', '_'), { floor, name, readable: readableTables(root, floor, name) })
    }
  }
  const dependsOn = new Map()
  for (const { floor, name } of schemas.values()) {
    dependsOn.set(
      `${floor}/${name}`,
      listIn(join(root, 'src', floor, name, 'module.ts'), /dependsOn\s*:\s*\[([^\]]*)\]/),
    )
  }
  return { files, migrations, schemas, dependsOn }
}

function readSource(root, path) {
  const text = readFileSync(join(root, path), 'utf8')
  return { path: slashed(path), text, owner: ownerOf(slashed(path)), ...blankOut(text) }
}

/** 20261122101500_petitions_create_signature.sql belongs to petitions. */
function readMigration(root, path) {
  const text = readFileSync(join(root, path), 'utf8').replace(/--.*$/gm, '')
  const name = posix.basename(slashed(path)).replace(/^\d+_/, '')
  return { path: slashed(path), migration: name, templates: [{ text, line: 1 }], code: '' }
}

function slashed(path) {
  return path.replaceAll('\\', '/')
}

/** 'src/modules/petitions/pages/x.tsx' → floor modules, room petitions; src/app.ts and its like stand on top. */
function ownerOf(path) {
  const [, floor, room, ...rest] = path.split('/')
  if (!FLOORS.includes(floor)) return { floor: 'top', room: undefined }
  const isPart = (floor === 'modules' || floor === 'commons') && rest.length > 0
  return { floor, room: isPart ? room : undefined }
}

function listIn(file, pattern) {
  if (!existsSync(file)) return []
  const found = readFileSync(file, 'utf8').match(pattern)
  return found ? [...found[1].matchAll(/['"]([^'"]+)['"]/g)].map((match) => match[1]) : []
}

function readableTables(root, floor, name) {
  if (floor !== 'commons') return []
  const listed = listIn(join(root, 'src/commons', name, 'public.ts'), /readableTables\b[^=]*=\s*\[([^\]]*)\]/)
  return listed.map((table) => table.split('.').at(-1))
}

function importsOf(file, { dependsOn }) {
  const violations = []
  // The keyword must stand in code; the path itself is a string, which is blank there.
  for (const match of file.text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g)) {
    if (!/[a-z]/.test(file.code.slice(match.index, match.index + 4))) continue
    const target = resolveImport(file.path, match[2])
    if (!target) continue
    const say = (rule, found) =>
      violations.push({ rule, place: `${file.path}:${lineAt(file.text, match.index)}`, found })
    if (target.startsWith('test/')) {
      if (!isTest(file.path)) say('arrows', `${match[2]} is for tests only`)
      continue
    }
    if (!target.startsWith('src/')) {
      const lowest = target.startsWith('jurisdiction/') ? 'commons' : 'top'
      const known = /^(jurisdiction|generated)\//.test(target)
      if (known && FLOORS.indexOf(file.owner.floor) < FLOORS.indexOf(lowest)) {
        say('arrows', `${file.owner.floor} imports ${match[2]}`)
      }
      continue
    }
    const to = ownerOf(target)
    if (FLOORS.indexOf(to.floor) > FLOORS.indexOf(file.owner.floor)) {
      say('arrows', `${file.owner.floor} imports ${to.floor} (${match[2]})`)
    } else if (to.floor === 'modules' && file.owner.floor === 'modules' && to.room !== file.owner.room) {
      if (target !== `src/modules/${to.room}/public.ts`) say('rooms', `${match[2]} is not a public.ts`)
      else if (!dependsOn.get(`modules/${file.owner.room}`)?.includes(to.room)) {
        say('rooms', `${file.owner.room} does not name ${to.room} in dependsOn`)
      }
    }
  }
  return violations
}

/** @returns the path in the repository, or undefined for a package */
function resolveImport(from, specifier) {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier))
  const alias = specifier.match(/^#(kernel|ui|commons|modules|src|jurisdiction|test|generated)\/(.*)$/)
  if (!alias) return undefined
  if (alias[1] === 'src') return `src/${alias[2]}`
  return `${['jurisdiction', 'test', 'generated'].includes(alias[1]) ? '' : 'src/'}${alias[1]}/${alias[2]}`
}

function isTest(path) {
  return /\.test\.tsx?$/.test(path)
}

function cyclesIn({ dependsOn }) {
  const violations = []
  const rooms = [...dependsOn]
    .filter(([key]) => key.startsWith('modules/'))
    .map(([key]) => key.slice('modules/'.length))
  const reaches = (from, goal, seen) =>
    (dependsOn.get(`modules/${from}`) ?? []).some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    )
  for (const room of rooms) {
    if (!reaches(room, room, new Set([room]))) continue
    violations.push({ rule: 'cycles', place: `src/modules/${room}/module.ts:1`, found: `${room} depends on itself` })
  }
  return violations
}

const SQL_WORDS = /\b(select|insert|update|delete|from|join|truncate|references|merge|lock|copy|alter|create)\b/i
const KYSELY_READS =
  /\b(selectFrom|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|innerJoinLateral|leftJoinLateral|using)\b/
const KYSELY =
  /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|\w+Join\w*|using)\s*\(\s*\[?\s*(['"])([\w.]+)/g

function sqlOf(file, house) {
  const violations = []
  const own = schemaOf(file, house)
  const check = (schema, table, writes, line) => {
    const other = house.schemas.get(schema)
    if (!other || schema === own) return
    const place = `${file.path}:${line}`
    if (other.floor === 'modules')
      violations.push({ rule: 'sql', place, found: `names ${schema}.${table}, another room's` })
    else if (!other.readable.includes(table)) {
      violations.push({ rule: 'sql', place, found: `names ${schema}.${table}, which ${other.name} does not list` })
    } else if (writes) violations.push({ rule: 'sql', place, found: `writes ${schema}.${table}` })
  }
  const names = [...house.schemas.keys()].join('|')
  if (!names) return violations
  const named = new RegExp(`(?<![.\\w])"?(${names})"?\\.["]?([a-z_]\\w*)`, 'g')
  for (const { text: written, line } of file.templates) {
    if (!SQL_WORDS.test(written)) continue
    // What stands in quotes is a value: 'moderation.entered' is an event, not a table.
    const text = written.replaceAll(/'[^'\n]*'/g, (value) => ' '.repeat(value.length))
    for (const match of text.matchAll(named)) {
      const writes = /\b(insert\s+into|merge\s+into|update|delete\s+from|truncate|alter\s+table)\s+(only\s+)?"?$/i.test(
        text.slice(0, match.index + (match[0].startsWith('"') ? 1 : 0)),
      )
      check(match[1], match[2], writes, line + lineAt(text, match.index) - 1)
    }
  }
  for (const match of file.text?.matchAll(KYSELY) ?? []) {
    const [schema, table] = match[3].split('.')
    if (table) check(schema, table, !KYSELY_READS.test(match[1]), lineAt(file.text, match.index))
  }
  return violations
}

function schemaOf(file, { schemas }) {
  if (file.owner) return file.owner.room?.replaceAll('-', '_')
  // The longest name first: open_data before open.
  return [...schemas.keys()]
    .sort((a, b) => b.length - a.length)
    .find((name) => new RegExp(`^${name}[_.]`).test(file.migration))
}

const AMBIENT = [
  [/\bprocess\.env\b/g, 'process.env', (path) => path === 'src/main.ts'],
  [/\bDate\.now\s*\(/g, 'Date.now()', isInBrowser],
  [/\bnew Date\s*\(\s*\)/g, 'new Date()', isInBrowser],
  [/\bTemporal\.Now\b/g, 'Temporal.Now', isInBrowser],
  [/\bMath\.random\s*\(/g, 'Math.random()', () => false],
  [/(?<![.\w$])fetch\s*\(/g, 'fetch()', isInBrowser],
]

function isInBrowser(path) {
  return path.startsWith('src/ui/enhance/') || path.includes('/browser/')
}

function ambientOf({ path, code, owner }) {
  if (owner.floor === 'kernel' || isTest(path)) return []
  return AMBIENT.flatMap(([pattern, found, mayUse]) =>
    mayUse(path) ? [] : placesOf(code, pattern, path, 'ambient', found),
  )
}

function inlineOf({ path, code }) {
  if (!path.endsWith('.tsx')) return []
  return placesOf(code, /\sstyle=[{"']/g, path, 'inline', 'style=')
}

function placesOf(code, pattern, path, rule, found) {
  return [...code.matchAll(pattern)].map((match) => ({
    rule,
    place: `${path}:${lineAt(code, match.index + match[0].search(/\S/))}`,
    found,
  }))
}

/** verifier/ and witness/: what shares code with the server cannot check it. Files beside each other may. */
function outsidersOf(root) {
  return globSync('{verifier,witness}/**/*.{js,mjs,ts}', { cwd: root, exclude: ['**/node_modules/**'] }).flatMap(
    (path) => {
      const text = readFileSync(join(root, path), 'utf8')
      const imports = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"`])([^'"`\n]+)\1/g)
      return [...imports]
        .filter((match) => !match[2].startsWith('node:') && !/^\.\/[\w-]+\.mjs$/.test(match[2]))
        .map((match) => ({
          rule: 'outsiders',
          place: `${slashed(path)}:${lineAt(text, match.index)}`,
          found: `imports ${match[2]}`,
        }))
    },
  )
}

function lengths(root) {
  const tooLong = []
  const long = []
  for (const path of globSync('{src,test,e2e,bench,chaos,scripts}/**/*.{ts,tsx,mjs,css}', { cwd: root })) {
    const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length
    if (lines > TOO_LONG) tooLong.push({ rule: 'length', place: `${slashed(path)}:1`, found: `${lines} lines` })
    else if (lines > LONG) long.push(`${slashed(path)} has ${lines} lines: is it one idea?`)
  }
  return { tooLong, long }
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length
}

if (basename(process.argv[1] ?? '') === 'check-floors.mjs') {
  try {
    printFloors(checkFloors(dirname(dirname(here))))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
