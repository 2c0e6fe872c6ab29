import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { SaxesParser } from 'saxes'
import { type TestApp, testApp } from '#test/app.ts'
import { addPublicTable, publishVersion, sendFile, type TestFiles } from '#test/data-files.ts'
import { pathOf } from '#ui/pictures/glyphs.ts'
import { readWaiting } from '../ingest/read-waiting.ts'

const FIRST = `ziua;oraș;suma;bucăți
2026-01-05;Bălți;10,5;1
2026-01-20;Cahul;20,5;2
2026-03-01;Bălți;;3
2026-03-02;<b>&"x";7,25;4
`
const SECOND = `${FIRST}2026-04-01;Bălți;100,5;5\n`

let app: TestApp
let files: TestFiles
let at: string
before(async () => {
  app = await testApp()
  files = await addPublicTable(app, FIRST)
  await sendFile(app, files, 'date.csv', SECOND)
  await readWaiting(app.services)
  at = `/data/tables/${files.distribution}`
})
after(() => app?.close())

const json = async (path: string) => {
  const reply = await app.get(`/api/v1${at}${path}`)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.json()
}
const html = async (path: string, lang = 'ro') => {
  const reply = await app.get(`/${lang}${at}${path}`)
  assert.equal(reply.statusCode, 200, reply.body)
  return reply.body
}

test('a column tells what stands in it, and each value leads to its rows', async () => {
  const { items } = await json('/columns?column=oras&column=suma')
  assert.deepEqual(items[0].top[0], { value: 'Bălți', count: 2 })
  assert.deepEqual([items[1].filled, items[1].missing, items[1].mean, items[1].max], [3, 1, 12.75, 20.5])
  assert.equal(
    items[1].histogram.reduce((sum: number, { count }: { count: number }) => sum + count, 0),
    3,
  )
  assert.match(await html('/columns?column=oras'), /columns\?filter=oras%3Aeq%3AB%C4%83l%C8%9Bi&amp;column=oras/)
  const chosen = await json('/columns?column=suma&filter=oras:eq:B%C4%83l%C8%9Bi')
  assert.deepEqual([chosen.items[0].filled, chosen.items[0].missing], [1, 1])
})

test('groups have their figures, by the words of the address or by the form', async () => {
  const words = await json('/groups?by=ziua:month&of=sum:suma&of=max:bucati')
  assert.deepEqual(words.items, [
    { keys: ['2026-01'], count: 2, figures: [31, 2] },
    { keys: ['2026-03'], count: 2, figures: [7.25, 4] },
  ])
  const typed = await json('/groups?by=oras&by=&figure=sum&column=suma')
  assert.deepEqual([typed.by, typed.of, typed.sort], [['oras'], ['sum:suma'], '-sum:suma'])
  assert.deepEqual(
    typed.items.map(({ keys }: { keys: string[] }) => keys[0]),
    ['Cahul', 'Bălți', '<b>&"x"'],
  )
  assert.match(await html('/groups?by=ziua:month', 'en'), /January 2026/)
  assert.match(await html('/groups?by=ziua:month', 'ru'), /январь 2026/)
})

test('all groups are a file, its heads in the language of the address', async () => {
  const csv = await app.get(`/ro${at}/groups.csv?by=ziua:month&of=mean:suma`)
  assert.equal((await app.get(`/ro${at}/groups.csv?by=ziua:month&of=mean:suma&bom=yes`)).body, `\ufeff${csv.body}`)
  assert.equal(csv.body, '"ziua, pe luni",Număr de rânduri,Media: suma\r\n2026-01,2,15.5\r\n2026-03,2,7.25\r\n')
  assert.match(String(csv.headers['content-disposition']), /groups\.csv/)
  const rows = (await app.get(`/en${at}/groups.json?by=oras`)).json()
  assert.deepEqual(rows[0], { oras: 'Bălți', count: 2 })
  const book = await app.server.inject({ url: `/ru${at}/groups.xlsx?by=oras` })
  assert.equal(book.rawPayload.subarray(0, 2).toString(), 'PK')
  const lines = await app.get(`/en${at}/groups.ndjson?by=oras&of=sum:suma`)
  assert.deepEqual(
    lines.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))[1],
    { oras: 'Bălți', count: 2, 'sum:suma': 10.5 },
  )
})

test('groups are Parquet with types of their own, in their order', async () => {
  const file = await app.server.inject({ url: `/en${at}/groups.parquet?by=ziua:month&of=mean:suma&of=max:ziua` })
  assert.equal(file.statusCode, 200, file.body)
  const place = path.join(await mkdtemp(path.join(tmpdir(), 'groups-')), 'groups.parquet')
  await writeFile(place, file.rawPayload)
  const duck = await DuckDBInstance.create()
  const connection = await duck.connect()
  const result = await connection.runAndReadAll(`SELECT *, typeof("max:ziua") FROM '${place}'`)
  connection.closeSync()
  duck.closeSync()
  await rm(path.dirname(place), { recursive: true })
  assert.deepEqual(result.columnNames().slice(0, 4), ['ziua:month', 'count', 'mean:suma', 'max:ziua'])
  assert.deepEqual(
    result.getRows().map((row) => [row[0], Number(row[1]), row[2], row[4]]),
    [
      ['2026-01', 2, 15.5, 'DATE'],
      ['2026-03', 2, 7.25, 'DATE'],
    ],
  )
})

test('a chart is drawn with its table, and months without rows are gaps of means and zeros of counts', async () => {
  const { keys, series } = await json('/chart?kind=line&x=ziua:month&y=suma&figure=mean')
  assert.deepEqual(
    [keys, series],
    [['2026-01', '2026-02', '2026-03'], [{ name: null, figure: null, values: [15.5, null, 7.25] }]],
  )
  assert.deepEqual((await json('/chart?kind=area&x=ziua:month')).series[0].values, [2, 0, 2])
  const page = await html('/chart?kind=bar&x=oras&y=suma&figure=sum')
  assert.match(page, /<svg class="plot"[^>]*role="img" aria-labelledby=/)
  assert.match(page, /<th[^>]*scope="row"[^>]*>Cahul<\/th>\s*<td[^>]*>20,50<\/td>/)
  assert.doesNotMatch(page, /<b>&/)
})

test('several figures stand beside each other in one chart, and not with parts', async () => {
  const { chart, series } = await json('/chart?kind=line&x=ziua:month&y=suma&figure=mean&of=max:suma&of=&of=count')
  assert.deepEqual(chart.of, ['max:suma', 'count'])
  assert.deepEqual(
    series.map(({ figure, values }: { figure: string; values: (number | null)[] }) => [figure, values]),
    [
      ['mean:suma', [15.5, null, 7.25]],
      ['max:suma', [20.5, null, 7.25]],
      ['count', [2, 0, 2]],
    ],
  )
  for (const kind of ['line', 'bar', 'area'])
    for (const x of ['ziua:month', 'oras'])
      assert.match(await html(`/chart?kind=${kind}&x=${x}&y=suma&figure=min&of=max:suma`), /<svg class="plot"/)
  assert.match(await html('/chart?kind=line&x=ziua:month&y=suma&figure=mean&of=count'), /de aceea fiecare are axa ei/)
  const alike = await html('/chart?kind=line&x=ziua:month&y=suma&figure=mean&of=median:suma')
  assert.doesNotMatch(alike, /<p[^>]*>[^<]*de aceea fiecare are axa ei/, 'of one unit and size')
  const page = await html('/chart?kind=bar&x=oras&y=suma&figure=min&of=max:suma')
  assert.match(page, /<th[^>]*>[^<]*suma<\/th>\s*<th[^>]*>[^<]*suma<\/th>/, 'a column each in the table')
  assert.match(page, /groups\?by=oras&amp;of=min%3Asuma&amp;of=max%3Asuma/, 'the same figures as groups')
  const both = await json('/chart?kind=line&x=ziua:month&y=suma&figure=mean&of=max:suma&split=oras')
  assert.match(both.wrong, /nu ambele deodată/)
  assert.match((await json('/chart?kind=line&x=ziua:month&y=suma&figure=mean&of=max:ziua')).wrong, /nu conține numere/)
  assert.equal((await app.get(`/ro${at}/chart?of=sum:a&of=sum:b&of=sum:c&of=sum:d`)).statusCode, 422)
})

test('what a table shows first is not a line full of gaps', async () => {
  const seldom = await addPublicTable(app, 'ziua;valoare\n2020-01-01;1,5\n2022-06-01;2,5\n2025-12-01;3,5\n')
  const path = `/api/v1/data/tables/${seldom.distribution}/chart`
  assert.equal((await app.get(path)).json().chart.kind, 'bar')
  assert.equal(
    (await app.get(`${path}?kind=line&x=ziua:month`)).json().chart.kind,
    'line',
    'what was asked for is drawn',
  )
})

test('every kind of chart is drawn, parted or not', async () => {
  for (const kind of ['line', 'bar', 'area', 'histogram', 'scatter'])
    for (const more of [
      '',
      '&split=oras',
      '&x=bucati',
      '&x=suma&y=bucati&figure=median',
      '&x=ziua:weekday&split=oras',
    ]) {
      const page = await html(`/chart?kind=${kind}${more}`)
      const [x, isDates] = [/x=/.test(more), /weekday/.test(more)]
      if (!(kind === 'scatter' && isDates)) assert.match(page, /<svg class="plot"/, `${kind} ${more} ${x}`)
      assert.doesNotMatch(page, /NaN|Infinity|undefined/, `${kind} ${more}`)
    }
})

test('rows that have no place in a chart are counted below it', async () => {
  const without = async (query: string) => (await json(`/chart?${query}`)).drawn.withoutPlace
  assert.deepEqual([await without('kind=bar&x=oras'), await without('kind=histogram&x=suma')], [0, 1])
  assert.equal(await without('kind=scatter&x=bucati&y=suma'), 1)
  assert.equal(await without('kind=bar&x=oras&split=suma'), 1)
  assert.match(await html('/chart?kind=histogram&x=suma'), /1 rând nu este desenat/)
})

test('a picture of a chart says whose data it is, and is well-formed whatever the cells hold', async () => {
  const query = '?kind=bar&x=oras&y=suma&figure=sum&split=oras'
  const svg = await app.get(`/ro${at}/chart.svg${query}`)
  assert.match(String(svg.headers['content-type']), /image\/svg\+xml/)
  assert.equal(svg.headers['cross-origin-resource-policy'], 'cross-origin')
  new SaxesParser().write(svg.body).close()
  assert.match(svg.body, /<title id="t">Suma: suma · oraș, după: oraș<\/title><desc/)
  const png = await app.server.inject({ url: `/ro${at}/chart.png${query}` })
  assert.equal(png.rawPayload.subarray(1, 4).toString(), 'PNG')
  const embed = await app.get(`/ro${at}/chart/embed${query}`)
  assert.match(String(embed.headers['content-security-policy']), /frame-ancestors \*/)
  assert.equal(embed.headers['x-frame-options'], undefined)
})

test('charts below each other say why in the picture too, and their frame is as high as they are together', async () => {
  const apart = '?kind=bar&x=ziua:month&y=suma&figure=sum'
  const heightIn = (page: string) => Number(/iframe[^>]*height=&quot;(\d+)&quot;/.exec(page)?.[1])
  const [one, three] = [await html(`/chart${apart}`), await html(`/chart${apart}&of=count&of=distinct:oras`)]
  assert.match(three, /Cifrele au unități sau mărimi diferite/)
  assert.doesNotMatch(one, /Cifrele au unități/)
  assert.ok(heightIn(three) > heightIn(one) + 250, `${heightIn(one)} and ${heightIn(three)}`)
  // Letters are outlines: the picture has them one by one, and is higher by the line.
  const words = pathOf('Cifrele au unități sau mărimi diferite, de aceea fiecare are axa ei.', 0, 0, 13, 'regular')
  const svg = (await app.get(`/ro${at}/chart.svg${apart}&of=count&of=distinct:oras`)).body
  const moved = (d: string) => d.replace(/[\d.-]+/g, '')
  assert.ok(
    [...svg.matchAll(/ d="([^"]+)"/g)].some(([, d = '']) => moved(d) === moved(words)),
    'the words stand in the picture',
  )
})

test('the figure at the end of a bar is the one of the table below, and in a frame that table is folded', async () => {
  const query = '?kind=bar&x=oras&y=suma&figure=sum'
  const ends = (page: string) => [...page.matchAll(/text-anchor="end"[^>]*>([\d.,]+)</g)].map(([, said]) => said)
  const page = await html(`/chart${query}`)
  const cells = [...page.matchAll(/<td class="table-numeric">([^<]+)</g)].map(([, said]) => said)
  assert.ok(cells.length > 1)
  for (const cell of cells) assert.ok(ends(page).includes(cell), `${cell} of ${ends(page)}`)
  assert.match(page, /<details[^>]* open[^>]*><summary[^>]*>Cifrele diagramei/)
  assert.doesNotMatch(await html(`/chart/embed${query}`), /<details[^>]* open/)
})

test('what the table has not is said on the page, and the form stays', async () => {
  for (const path of [
    '/chart?kind=line&x=nimic',
    '/groups?by=oras:month',
    '/columns?column=nimic',
    '/chart?y=oras&figure=sum',
    '/groups?by=oras&filter=suma:eq:mult',
  ]) {
    const page = await html(path)
    assert.match(page, /Tabelul nu poate răspunde|nu poate răspunde/i, path)
    assert.match(page, /<form/, path)
  }
  assert.equal((await app.get(`/ro${at}/chart.svg?kind=line&x=nimic`)).statusCode, 404)
})

test('a view is of the version that it names, and of none that nobody published', async () => {
  const rows = async (version: string) => (await json(`/groups${version}`)).items[0]?.count
  assert.equal((await app.get(`/ro${at}/chart?version=2`)).statusCode, 404, 'read, not published')
  await publishVersion(app, files, 2)
  assert.deepEqual([await rows(''), await rows('?version=1'), await rows('?version=2')], [5, 4, 5])
  const old = await html('/chart?version=1&kind=bar&x=oras')
  assert.match(old, /versiunea 1/i)
  assert.match(old, /name="version" value="1"/)
  assert.match(old, new RegExp(`href="/ro${at}/chart\\?kind=bar&amp;x=oras"`), 'a way to the current one')
  assert.match(await html('/chart?kind=bar&x=oras'), /chart\?version=2&amp;kind=bar/, 'the permalink names the version')
})
