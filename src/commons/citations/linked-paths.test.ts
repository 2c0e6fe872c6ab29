import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { linkedPaths } from './linked-paths.ts'

const pathsIn = (markdown: string) => linkedPaths(markdownToHtml(markdown), 'https://punte.md')

test('finds what a text links to on this site, in whatever language and form of the address', () => {
  assert.deepEqual(
    pathsIn(
      'Vezi [bugetul](/data/buget), [иначе](/ru/data/buget?page=2#rows), [whole](https://punte.md/en/data/arbori) și [RDF](http://punte.md/dataset/apa.ttl).',
    ),
    ['/data/buget', '/data/arbori', '/dataset/apa.ttl'],
  )
})

test('takes nothing of other sites, of relative addresses and of what only looks like a link', () => {
  assert.deepEqual(
    pathsIn(
      '[altul](https://altul.md/data/buget) [alături](data/buget) [port](https://punte.md:8443/data/buget) [poștă](mailto:a@b.md) /data/buget `[x](/data/y)` [dublu](//altul.md/data/buget)',
    ).filter((path) => path !== '/data/y'),
    [],
  )
  assert.deepEqual(pathsIn('[ro](/ro) [rețea](/roads/data)'), ['/ro', '/roads/data'])
})

test('a text of very many links is read to an end', () => {
  const many = Array.from({ length: 500 }, (_, n) => `[${n}](/data/set-${n})`).join(' ')
  assert.equal(pathsIn(many).length, 30)
})
