import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkMessages } from '../scripts/check-messages.mjs'
import { generateMessages } from '../scripts/generate-messages.mjs'
import { inTree } from './tree.ts'

const folder = 'src/modules/petitions/messages'
type Texts = Record<string, string>

function files(ro: Texts, ru: Texts, en: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ro, ru, en }).map(([language, texts]) => [
      `${folder}/${language}.json`,
      JSON.stringify(texts, null, 2),
    ]),
  )
}

const good = files(
  {
    'sign.title': 'Semnează „{title}”',
    count: '{n, plural, one {# semnătură} few {# semnături} other {# de semnături}} din {goal}',
    until: 'Până la {day, date, long} {who, select, you {tu} other {altul}}',
  },
  {
    'sign.title': 'Подпишите «{title}»',
    count: 'Подписей: {n} из {goal, number}',
    until: 'До {day, date, long} {who, select, you {вы} other {другой}}',
  },
  {
    'sign.title': 'Sign “{title}”',
    count: '{n, plural, =0 {nobody} one {# signature} other {# signatures}} of {goal}',
    until: 'Until {day, date, long} {who, select, you {you} other {another}}',
  },
)

test('good texts pass, and their arguments become types', async () => {
  await inTree(good, async (root) => {
    assert.deepEqual(checkMessages(root), [])
    assert.equal(generateMessages(root), 3)
    const types = await readFile(join(root, 'generated/messages.d.ts'), 'utf8')
    assert.match(types, /"petitions\.count": \{ "goal": number; "n": number \}/)
    assert.match(types, /"petitions\.sign\.title": \{ "title": string \| number \}/)
    assert.match(types, /"petitions\.until": \{ "day": Date \| string; "who": string \}/)
    const list = await readFile(join(root, 'generated/messages.ts'), 'utf8')
    assert.match(list, /from "\.\.\/src\/modules\/petitions\/messages\/ro\.json"/)
  })
})

const bad: [string, Record<string, string>, RegExp][] = [
  ['a missing language', { [`${folder}/ro.json`]: '{}', [`${folder}/en.json`]: '{}' }, /ru\.json: the file is missing/],
  [
    'a number apart from its unit',
    files({ a: '{x} MB' }, { a: '{x}\u00a0МБ, № {x}' }, { a: '{x}\u00a0MB' }),
    /ro\.json: a: may break inside "\} MB".*\n.*ru\.json: a: may break inside "№ \{"/,
  ],
  ['a missing key', files({ a: 'a', b: 'b' }, { a: 'a', b: 'b' }, { a: 'a' }), /en\.json: b: is missing/],
  [
    'another argument',
    files({ a: '{x}' }, { a: '{y}' }, { a: '{x}' }),
    /ru\.json: a: has the arguments \{y: plain\}, Romanian has \{x: plain\}/,
  ],
  [
    'another kind of argument',
    files({ a: '{x, date}' }, { a: '{x, date}' }, { a: '{x, number}' }),
    /en\.json: a: has the arguments \{x: number\}/,
  ],
  [
    'a lacking plural form',
    files({ a: '{n, plural, one {a} other {b}}' }, { a: 'a' }, { a: 'a' }),
    /ro\.json: a: the plural of \{n\} lacks the form "few"/,
  ],
  [
    'a plural form within a select',
    files({ a: 'a' }, { a: '{s, select, other {{n, plural, one {a} few {b} other {c}}}}' }, { a: 'a' }),
    /ru\.json: a: the plural of \{n\} lacks the form "many"/,
  ],
  [
    'a plural form the language has not',
    files({ a: 'a' }, { a: 'a' }, { a: '{n, plural, one {a} few {b} other {c}}' }),
    /en\.json: a: .* has the form "few"/,
  ],
  ['a cedilla', files({ a: 'aceşti' }, { a: 'a' }, { a: 'a' }), /ro\.json: a: has ş or ţ/],
  [
    'a second name of one thing',
    files({ a: 'a' }, { a: 'в публичном реестре' }, { a: 'a' }),
    /ru\.json: a: says "публичном реестр" of what is called "публичный журнал"/,
  ],
  ['an empty text', files({ a: 'a' }, { a: ' ' }, { a: 'a' }), /ru\.json: a: is empty/],
  ['what is no ICU', files({ a: 'a' }, { a: 'a' }, { a: '{n' }), /en\.json: a: is not ICU/],
  ['what is no JSON', { ...files({}, {}, {}), [`${folder}/en.json`]: '{' }, /en\.json: is not JSON/],
  ['a nested object', { ...files({}, {}, {}), [`${folder}/en.json`]: '{ "a": {} }' }, /en\.json: a: is not a text/],
  [
    'a doubled key',
    { ...files({}, {}, {}), [`${folder}/en.json`]: '{\n  "a": "1",\n  "a": "2"\n}' },
    /en\.json: a: stands twice/,
  ],
  [
    'two folders of one name',
    { ...good, 'src/commons/petitions/messages/ro.json': '{}' },
    /another folder has messages under the name "petitions"/,
  ],
]

for (const [name, tree, expected] of bad) {
  test(`finds ${name}`, async () => assert.match((await inTree(tree, checkMessages)).join('\n'), expected))
}
