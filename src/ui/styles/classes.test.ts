import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (file: string) => readFileSync(file, 'utf8')

test('a class that a page names is one that a stylesheet knows', () => {
  const styles = globSync('src/ui/styles/*.css').map(read).join('\n')
  const known = new Set([...styles.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name))
  const unknown = globSync('src/**/*.tsx', { exclude: ['**/*.test.tsx'] }).flatMap((file) =>
    [...read(file).matchAll(/\bclass="([^"]+)"/g)]
      .flatMap(([, names = '']) => names.split(' '))
      // Those of the design system have a stylesheet of their own.
      .filter((name) => !name.startsWith('ds-') && !known.has(name))
      .map((name) => `${file}: ${name}`),
  )
  assert.deepEqual(unknown, [])
})
