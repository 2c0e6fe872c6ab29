import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityOf } from '../found-dataset.ts'
import { lostTooMuch } from '../source.ts'
import { fileTypeFrom, licenceFrom, webAddressFrom } from './said.ts'
import { line, localised, paragraphs, plainLines } from './texts.ts'

test('licences by their codes, addresses and the names of CKAN; others are none', () => {
  for (const [said, code] of [
    ['cc-by', 'CC_BY_4_0'],
    ['CC_BY_4_0', 'CC_BY_4_0'],
    ['http://publications.europa.eu/resource/authority/licence/CC0', 'CC0'],
    ['http://www.creativecommons.org/licenses/by-sa/4.0', 'CC_BYSA_4_0'],
    ['https://creativecommons.org/licenses/by/4.0/deed.ro', 'CC_BY_4_0'],
    ['notspecified', null],
    ['other-open', null],
    [7, null],
  ] as const)
    assert.equal(licenceFrom(said), code, String(said))
})

test('formats by names, media types and addresses', () => {
  for (const [said, code] of [
    ['.csv', 'CSV'],
    ['text/csv; charset=utf-8', 'CSV'],
    ['https://www.iana.org/assignments/media-types/application/json', 'JSON'],
    ['http://publications.europa.eu/resource/authority/file-type/XLSX', 'XLSX'],
    ['Turtle', 'RDF_TURTLE'],
    ['bogus', null],
  ] as const)
    assert.equal(fileTypeFrom(said), code, said)
  assert.equal(fileTypeFrom(undefined, '', 'json'), 'JSON')
})

test('addresses that run something, or hold a password, are none', () => {
  for (const wrong of ['javascript:alert(1)', 'data:,x', 'ftp://a.b/c', 'https://name:secret@a.b/', '', null])
    assert.equal(webAddressFrom(wrong, 'https://a.b/'), null, String(wrong))
  assert.equal(webAddressFrom('x.csv', 'https://a.b/c/'), 'https://a.b/c/x.csv')
})

test('texts lose what runs and what hides, and keep their lines', () => {
  assert.equal(paragraphs('<h2>Unu</h2><script>rău()</script><p>Doi &amp; trei</p>', 99), 'Unu\nDoi & trei')
  assert.equal(paragraphs('a < b și c > d\n\n\n\n**tare**', 99), 'a < b și c > d\n\n**tare**')
  assert.equal(line('unu\u0000\u202e\n  doi', 99), 'unu doi')
  assert.equal(line('ă'.repeat(300), 200)?.length, 200)
  assert.deepEqual(localised({ other: 'Titel' }), { ro: 'Titel' })
  assert.deepEqual(localised({ ru: 'Название', other: 'Titel' }), { ro: 'Название', ru: 'Название' })
  assert.equal(localised({}), null)
})

test('addresses in texts stay, of Markdown and of HTML, where they lead to a page or to a letter', () => {
  for (const [said, read, plain, title] of [
    [
      'Vezi <https://a.md/x_y?b=1&copy=2>.',
      'Vezi [https://a.md/x\\_y?b=1&copy=2](https://a.md/x_y?b=1&copy=2).',
      'Vezi https://a.md/x_y?b=1&copy=2.',
      'Vezi https://a.md/x_y?b=1&copy=2.',
    ],
    [
      '<b>Scrieți</b> la <ion@x.md>, <https://a.md/?b=1&copy=2>',
      'Scrieți la [ion@x.md](mailto:ion@x.md), [https://a.md/?b=1&copy=2](https://a.md/?b=1&copy=2)',
      'Scrieți la ion@x.md, https://a.md/?b=1&copy=2',
      'Scrieți la ion@x.md, https://a.md/?b=1&copy=2',
    ],
    [
      '<p>La <a class="x" href="https://a.md/?b=1&amp;c=(2)">pagina [<i>lor</i>]\n &amp; a noastră</a></p>',
      'La [pagina \\[lor\\] & a noastră](https://a.md/?b=1&c=%282%29)',
      'La pagina [lor] & a noastră (https://a.md/?b=1&c=%282%29)',
      'La pagina [lor] & a noastră',
    ],
    ['<a href="https://a.md/"><img src="x"></a>', '[https://a.md/](https://a.md/)', 'https://a.md/', null],
    ['<a href="mailto:ion@x.md">ion@x.md</a>', '[ion@x.md](mailto:ion@x.md)', 'ion@x.md', 'ion@x.md'],
    ['[unu](https://a.md) <b>doi</b>', '[unu](https://a.md) doi', '[unu](https://a.md) doi', '[unu](https://a.md) doi'],
  ] as const)
    assert.deepEqual([paragraphs(said, 200), plainLines(said, 200), line(said, 200)], [read, plain, title])
  for (const address of ['javascript:alert(1)', 'data:,x', 'https://name:secret@a.md/', '/relativ', '', 'https://'])
    assert.equal(paragraphs(`<a href="${address}">unu</a>`, 99), 'unu', address)
  assert.equal(paragraphs('<a name="x">unu</a> <a href="https://a.md/">doi', 99), 'unu [doi](https://a.md/)')
})

test('a dataset is known by what is global of it, and else only within its host', () => {
  const id = '0193A7C0-0000-7000-8000-00000000000A'
  assert.equal(identityOf(['x', `https://a.b/dataset/${id}`], 'a.b'), id.toLowerCase())
  assert.equal(identityOf(['https://a.b/1', null], 'c.d'), 'https://a.b/1')
  assert.equal(identityOf(['7'], 'a.b'), 'a.b 7')
  assert.notEqual(identityOf(['7'], 'a.b'), identityOf(['7'], 'c.d'))
  assert.equal(identityOf(['x'.repeat(5_000)], 'a.b').length, 64)
})

test('a loss is believed when it is small', () => {
  for (const [lost, had, tooMuch] of [
    [0, 0, false],
    [0, 9, false],
    [1, 1, true],
    [1, 3, false],
    [2, 9, true],
    [2, 10, false],
    [20, 100, false],
    [21, 100, true],
    [100, 100, true],
  ] as const)
    assert.equal(lostTooMuch(lost, had), tooMuch, `${lost} of ${had}`)
})
