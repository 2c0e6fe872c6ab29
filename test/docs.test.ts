import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { settingTitle } from '#commons/settings/words.ts'
import { permissionInWords } from '#commons/work/permissions.ts'
import { isInApi } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import { createTranslators } from '#kernel/i18n/translator.ts'
import { housekeeping } from '#kernel/jobs/housekeeping.ts'
import { root } from '#kernel/root.ts'
import { modules } from '#src/modules.ts'
import { messages } from '../generated/messages.ts'
import { documents } from '../scripts/documents.ts'

const translators = createTranslators(messages)

for (const [path, text] of Object.entries(documents()))
  test(`${path} says what the manifests say`, () => {
    const file = join(root, path)
    assert.equal(existsSync(file) && readFileSync(file, 'utf8'), text, `${path} is behind: npm run docs`)
  })

test('every test that the documents on threats and accessibility name is there', () => {
  const files = ['src', 'test', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `/${folder}/${file.replaceAll('\\', '/')}`,
    ),
  )
  const missing = ['docs/threats.md', 'docs/accessibility.md'].flatMap((path) => {
    const named = [...readFileSync(join(root, path), 'utf8').matchAll(/`([\w./-]+\.test\.tsx?)`/g)].map(
      ([, name]) => name,
    )
    assert.ok(named.length > 5, path)
    return named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))
  })
  assert.deepEqual(missing, [])
})

test('every setting has a title in every language', () => {
  const keys = modules.flatMap(({ settings = [] }) => settings.map(({ key }) => key))
  assert.deepEqual(keys, [...new Set(keys)])
  const untitled = keys.flatMap((key) =>
    langs.filter((lang) => settingTitle(translators[lang], key) === null).map((lang) => `${lang} ${key}`),
  )
  assert.deepEqual(untitled, [], 'add the message <room>.setting.<name>')
})

test('every permission is said in every language', () => {
  const names = modules.flatMap(({ permissions = [] }) => permissions.map(({ name }) => name))
  const unsaid = names.flatMap((name) =>
    langs.filter((lang) => permissionInWords(translators[lang], name) === null).map((lang) => `${lang} ${name}`),
  )
  assert.deepEqual(unsaid, [], 'add the message <room>.permission.<verb>')
})

test('every operation has a summary in every language', () => {
  const keys = modules.flatMap(({ name, endpoints = [] }) =>
    endpoints
      // Files of the public log have their address from C2SP and are no operations of the API.
      .filter(isInApi)
      .map((endpoint) => `${name}.api.${endpoint.name}`),
  )
  const unsaid = keys.flatMap((key) => langs.filter((lang) => !(key in messages[lang])).map((lang) => `${lang} ${key}`))
  assert.deepEqual(unsaid, [])
})

test('every kind of entry in the public log is documented and said in every language', () => {
  const kinds = modules.flatMap(({ ledgerEntries = [] }) => ledgerEntries)
  assert.ok(kinds.length > 25)
  const page = readFileSync(join(root, 'docs/ledger.md'), 'utf8')
  assert.deepEqual(
    kinds.map(({ kind }) => kind).filter((kind) => !page.includes(`\`${kind}\``)),
    [],
    'add them to docs/ledger.md',
  )
  for (const { says } of kinds) for (const lang of langs) assert.ok(says in messages[lang], `${lang} ${says}`)
})

test('every job says why it may run twice', () => {
  for (const { name, repeat } of [...housekeeping, ...modules.flatMap(({ jobs = [] }) => jobs)])
    assert.ok(repeat.length > 10, name)
})
