// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the made-up sources hold templates.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFloors } from '../scripts/check-floors.mjs'
import { inTree } from './tree.ts'

async function placesIn(files: Record<string, string>): Promise<string[]> {
  return inTree(files, (root) => checkFloors(root).violations.map(({ rule, place }) => `${rule} ${place}`))
}

const rooms = {
  'src/modules/petitions/module.ts': `export default defineModule({ name: 'petitions', dependsOn: [] })`,
  'src/modules/budgeting/module.ts': `export default defineModule({ name: 'budgeting', dependsOn: ['petitions'] })`,
  'src/modules/open-data/module.ts': `export default defineModule({ name: 'open-data', dependsOn: [] })`,
  'src/commons/places/public.ts': `export const readableTables = ['place'] as const`,
}

test('a house in order has nothing to say', async () => {
  const files = {
    ...rooms,
    'src/kernel/clock.ts': `export const now = () => Date.now()\nexport const home = process.env.HOME`,
    'src/ui/page.tsx': `import { now } from '#kernel/clock.ts'\n// style= and Date.now() in a comment\nexport const Page = () => <p class="x">it's</p>`,
    'src/commons/places/place.ts': `import '#ui/page.tsx'`,
    'src/modules/budgeting/start.ts': `import { x } from '#modules/petitions/public.ts'\nimport '#commons/places/place.ts'\nimport 'pg'`,
    'src/modules/budgeting/store.ts':
      'const names = `SELECT * FROM places.place JOIN budgeting.idea USING (id) WHERE name = ${petitions.map(f)}`\ndb.selectFrom("places.place as p")',
    'src/modules/budgeting/store.test.ts': `import { testDatabase } from '#test/database.ts'\nconst at = new Date()`,
    'src/ui/enhance/main.ts': `fetch('/x'); new Date()`,
    'src/main.ts': `import './app.ts'\nconst port = process.env.PORT`,
    'src/app.ts': `import '#modules/petitions/module.ts'\nimport { messages } from '../generated/messages.ts'`,
    'migrations/20261122101500_open_data_create.sql': `CREATE TABLE open_data.dataset (place_id uuid REFERENCES places.place)`,
  }
  assert.deepEqual(await placesIn(files), [])
})

const broken: [string, Record<string, string>, string[]][] = [
  ['an arrow that points up', { 'src/kernel/a.ts': `\nimport '#ui/page.tsx'` }, ['arrows src/kernel/a.ts:2']],
  [
    'an arrow that points up by a relative path',
    { 'src/commons/places/a.ts': `export { x } from '../../modules/petitions/public.ts'` },
    ['arrows src/commons/places/a.ts:1'],
  ],
  [
    'an arrow that points up in a dynamic import',
    { 'src/ui/a.ts': `await import('#commons/places/a.ts')` },
    ['arrows src/ui/a.ts:1'],
  ],
  [
    'a room that imports the top',
    { 'src/modules/petitions/a.ts': `import '../../app.ts'` },
    ['arrows src/modules/petitions/a.ts:1'],
  ],
  ['the harness in the product', { 'src/kernel/a.ts': `import '#test/database.ts'` }, ['arrows src/kernel/a.ts:1']],
  ['the law in the kernel', { 'src/kernel/a.ts': `import '#jurisdiction/md/x.ts'` }, ['arrows src/kernel/a.ts:1']],
  [
    "another room's inside",
    { 'src/modules/budgeting/a.ts': `import '#modules/petitions/store.ts'` },
    ['rooms src/modules/budgeting/a.ts:1'],
  ],
  [
    'another room without dependsOn',
    { 'src/modules/petitions/a.ts': `import '#modules/budgeting/public.ts'` },
    ['rooms src/modules/petitions/a.ts:1'],
  ],
  [
    'rooms in a circle',
    { 'src/modules/petitions/module.ts': `defineModule({ dependsOn: ['budgeting'] })` },
    ['cycles src/modules/petitions/module.ts:1', 'cycles src/modules/budgeting/module.ts:1'],
  ],
  [
    "another room's schema",
    { 'src/modules/budgeting/store.ts': 'sql`\nSELECT 1\nFROM petitions.petition`' },
    ['sql src/modules/budgeting/store.ts:3'],
  ],
  [
    "another room's schema after an expression of two lines",
    { 'src/modules/budgeting/store.ts': 'sql`SELECT ${\nx\n}\nFROM "open_data"."dataset"`' },
    ['sql src/modules/budgeting/store.ts:4'],
  ],
  [
    "another room's schema through the query builder",
    { 'src/modules/budgeting/store.ts': `db.selectFrom('petitions.petition as p')` },
    ['sql src/modules/budgeting/store.ts:1'],
  ],
  [
    'a commons table that is not listed',
    { 'src/modules/budgeting/store.ts': 'sql`SELECT FROM places.secret`' },
    ['sql src/modules/budgeting/store.ts:1'],
  ],
  [
    'a write to a listed commons table',
    { 'src/modules/budgeting/store.ts': 'sql`UPDATE places.place SET x = 1`\ndb.insertInto("places.place")' },
    ['sql src/modules/budgeting/store.ts:1', 'sql src/modules/budgeting/store.ts:2'],
  ],
  [
    "another room's schema in a migration",
    {
      'migrations/20261122101500_petitions_create.sql': `CREATE TABLE petitions.x (\n  id uuid REFERENCES budgeting.idea)`,
    },
    ['sql migrations/20261122101500_petitions_create.sql:2'],
  ],
  ['the environment', { 'src/ui/a.ts': `\n\nprocess.env.HOME` }, ['ambient src/ui/a.ts:3']],
  ['the clock', { 'src/app.ts': `Date.now()` }, ['ambient src/app.ts:1']],
  ['the clock as an object', { 'src/modules/petitions/a.ts': `new Date()` }, ['ambient src/modules/petitions/a.ts:1']],
  [
    'the clock of Temporal',
    { 'src/modules/petitions/a.ts': `Temporal.Now.instant()` },
    ['ambient src/modules/petitions/a.ts:1'],
  ],
  ['the clock inside a template', { 'src/app.ts': 'const a = `at ${Date.now()}`' }, ['ambient src/app.ts:1']],
  ['chance', { 'src/ui/enhance/a.ts': `Math.random()` }, ['ambient src/ui/enhance/a.ts:1']],
  ['the network', { 'src/commons/places/a.ts': `await fetch('x')` }, ['ambient src/commons/places/a.ts:1']],
  ['a style attribute', { 'src/ui/a.tsx': `const a = <p\n  style="x"\n>it's</p>` }, ['inline src/ui/a.tsx:2']],
  [
    'a program for outsiders that imports the server',
    { 'verifier/a.mjs': `import { x } from './log.mjs'\nimport { y } from '../src/kernel/x.ts'` },
    ['outsiders verifier/a.mjs:2'],
  ],
  [
    'a program for outsiders that imports a package',
    { 'witness/a.mjs': `const { x } = await import('pg')` },
    ['outsiders witness/a.mjs:1'],
  ],
  ['a file without end', { 'src/ui/a.ts': 'x\n'.repeat(501) }, ['length src/ui/a.ts:1']],
]

for (const [name, files, expected] of broken) {
  test(`finds ${name}`, async () => assert.deepEqual(await placesIn({ ...rooms, ...files }), expected))
}

test('a long file is a warning', async () => {
  const warnings = await inTree({ 'src/ui/a.ts': 'x\n'.repeat(301) }, (root) => checkFloors(root).warnings)
  assert.deepEqual(warnings, ['src/ui/a.ts has 301 lines: is it one idea?'])
})
