import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '#kernel/root.ts'
import { noticesOf } from '../scripts/notices.mjs'
import { inTree } from './tree.ts'

test('the build carries the licence of every package that is in its bundles', () => {
  const notices = readFileSync(join(root, 'dist/NOTICES.txt'), 'utf8')
  const { sources } = JSON.parse(readFileSync(join(root, 'dist/main.js.map'), 'utf8')) as { sources: string[] }
  const inMain = sources.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [])
  const inBrowser = ['@digdir/designsystemet-css']
  const names = new Set([...inMain, ...inBrowser])
  for (const name of ['kysely', 'typebox', 'preact', 'preact-render-to-string']) assert.ok(names.has(name), name)
  const parts = notices.split(/^={80}$/m).map((part) => part.trim())
  for (const name of names) {
    const part = parts.find((one) => one.startsWith(`${name} `))
    assert.ok(part, name)
    assert.match(part, /copyright[\s\S]*(permission is hereby granted|apache license)/i, name)
  }
})

test('packages of packages are named, each once; what lies beside them is not', async () => {
  const manifest = (name: string) =>
    JSON.stringify({ name, version: '1.2.3', license: 'MIT', author: { name: 'A. B.' } })
  await inTree(
    {
      'node_modules/b/package.json': manifest('b'),
      'node_modules/b/LICENCE.md': 'May be used.',
      'node_modules/b/node_modules/@a/c/package.json': manifest('@a/c'),
      'node_modules/b/node_modules/@a/c/license': 'So may this.',
      'node_modules/b/node_modules/@a/c/licences.ts': 'no licence',
    },
    (folder) => {
      const said = noticesOf(folder, [
        'src/main.ts',
        'node_modules/b/x.js',
        'node_modules/b/lib/y.js',
        'node_modules/b/node_modules/@a/c/z.js',
      ])
      const [, first, second, ...more] = said.split(/\n={80}\n\n/)
      assert.equal(first, '@a/c 1.2.3: MIT, by A. B.\n\nSo may this.\n')
      assert.equal(second, 'b 1.2.3: MIT, by A. B.\n\nMay be used.\n')
      assert.deepEqual(more, [])
    },
  )
})
