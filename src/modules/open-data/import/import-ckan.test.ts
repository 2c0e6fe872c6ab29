import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { type OutsideServer, outsideServer } from '#test/outside-server.ts'
import { personalNumberOf } from '#test/personal-number.ts'
import { publishRead } from '../ckan/write/publish-read.ts'
import { readWaiting } from '../ingest/read-waiting.ts'
import { AlreadyImporting, type ImportOptions, importCkan } from './import-ckan.ts'
import type { ImportReport } from './report.ts'

let app: TestApp
let other: OutsideServer
before(async () => {
  app = await testApp({ demoPeople: true })
  other = await outsideServer()
})
after(async () => {
  other?.close()
  await app?.close()
})

const lines: string[] = []
const bring = (options: Partial<ImportOptions> & { address: string }): Promise<ImportReport> =>
  importCkan(app.services, { tell: (line) => lines.push(line), fetch: other.options, pauses: [0, 0], ...options })
const ours = () => ckanClient(app)

const schools = ['cod,scoala,elevi', '007,Liceul nr. 1,320', '012,Gimnaziul nr. 2,185', ''].join('\n')

test('a portal of our own comes wholly: ids, names, words, files', async () => {
  const from = await testApp({ listen: true })
  try {
    const { token } = await officerWithToken(from, {
      authority: 'primaria-balti',
      email: 'o@balti.example.md',
      scopes: ['open-data:write', 'open-data:publish'],
    })
    const theirs = ckanClient(from, token)
    const made = await theirs.call('package_create', {
      name: '11736-scoli-din-balti',
      title: 'Școlile din Bălți',
      title_translated: { ro: 'Școlile din Bălți', ru: 'Школы Бельц' },
      notes: 'Lista *școlilor*.',
      owner_org: 'primaria-balti',
      license_id: 'cc-by',
      tags: [{ name: 'școli' }],
      groups: [{ name: 'educ' }],
      maintainer_email: 'educatie@balti.example.md',
      own_key: { deep: [1] },
      extras: [{ key: 'frequency', value: 'ANNUAL' }],
      resources: [{ name: 'Pagina', url: 'https://example.md/pagina', format: 'HTML' }],
    })
    const sent = await theirs.call(
      'resource_create',
      { package_id: made.id, name: 'Tabelul școlilor', format: 'CSV' },
      { name: 'scoli.csv', content: schools },
    )
    await readWaiting(from.services)
    await publishRead(from.services)
    const report = await bring({
      address: `${from.origin}/ckan/api/3/action/package_list`,
      fetch: { permits: () => true },
    })
    assert.deepEqual(report.problems, [])
    const { complete, datasets, resources, published, waiting } = report
    assert.deepEqual(
      { complete, datasets, resources, published, waiting },
      {
        complete: true,
        datasets: { found: 1, came: 1, here: 0, refused: 0 },
        resources: { files: 1, links: 1, nothing: 0 },
        published: 1,
        waiting: [],
      },
    )
    const before = await ckanClient(from).call('package_show', { id: made.id })
    const shown = await ours().call('package_show', { id: '11736-scoli-din-balti' })
    for (const key of [
      'id',
      'title',
      'title_translated',
      'notes',
      'license_id',
      'maintainer_email',
      'own_key',
      'groups',
    ])
      assert.deepEqual(shown[key], before[key], key)
    assert.equal(shown.organization.name, 'primaria-balti', 'an institution that is here is that one')
    assert.deepEqual(shown.extras.find(({ key }: { key: string }) => key === 'frequency').value, 'ANNUAL')
    assert.deepEqual(
      shown.resources.map(({ id, url }: { id: string; url: string }) => [
        id,
        url.replace('http://punte.test', from.origin),
      ]),
      before.resources.map(({ id, url }: { id: string; url: string }) => [id, url]),
    )
    const rows = await ours().call('datastore_search', { resource_id: sent.id })
    assert.deepEqual([rows.total, rows.records[0].cod], [2, '007'])
    const table = await app.get(`/ckan/ro/dataset/11736-scoli-din-balti/resource/${sent.id}`)
    assert.equal(table.headers.location, `/ro/data/tables/${sent.id}`)

    // Nothing comes twice, whatever its officers have changed since, and whatever the portal is called.
    const here = { found: 1, came: 0, here: 1, refused: 0 }
    const again = await bring({ address: `${from.origin}/ckan`, fetch: { permits: () => true } })
    assert.deepEqual([again.datasets, again.problems], [here, []])
    const otherwise = await bring({ address: from.origin, fetch: { permits: () => true } })
    assert.deepEqual([otherwise.datasets, otherwise.problems.map(({ why }) => why)], [here, ['exists']])
  } finally {
    await from.close()
  }
})

/** A portal as one meets them: fields that are missing or wrong, addresses that lead nowhere. */
function quirky(packages: Record<string, unknown>[]): void {
  const json = (result: unknown) => (reply: ServerResponse) =>
    void reply.setHeader('content-type', 'application/json').end(JSON.stringify({ help: '', success: true, result }))
  other.answers['/api/3/action/status_show'] = json({ ckan_version: '2.9.5' })
  other.answers['/api/3/action/organization_list'] = json([
    { id: 'o-1', name: 'ministerul_probelor', title: 'Ministerul Probelor', package_count: 3 },
    { id: 'o-2', name: 'gol', title: 'Fără date', package_count: 0 },
  ])
  other.answers['/api/3/action/group_list'] = json([
    { id: 'g-1', name: 'mediul-inconjurator', title: 'Mediu' },
    { id: 'g-2', name: 'diverse', title: 'Diverse' },
  ])
  other.answers['/api/3/action/package_search'] = (reply, request) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams
    const start = Number(query.get('start'))
    const rows = Math.min(Number(query.get('rows')), 100)
    json({ count: packages.length, results: packages.slice(start, start + rows) })(reply)
  }
}

const organization = { id: 'o-1', name: 'ministerul_probelor', title: 'Ministerul Probelor' }

test('what is missing, wrong or dead is said, and stops nothing', async () => {
  other.answers['/dataset/apa/resource/r-1/download/apa.csv'] = (reply) => reply.end(schools)
  other.answers['/mare.csv'] = (reply) => reply.writeHead(200, { 'content-length': '2000000000' }).write('x')
  other.answers['/raport.pdf'] = (reply) => reply.end('%PDF-1.4 …')
  other.answers['/eroare.csv'] = (reply) => reply.writeHead(500).end('<html>Internal Server Error')
  other.answers['/pagina.csv'] = (reply) => reply.end('<!doctype html><title>404</title>')
  other.answers['/persoane.csv'] = (reply) =>
    reply.end(['nr,cod', ...Array.from({ length: 5 }, (_, at) => `${at},${personalNumberOf(at + 77)}`), ''].join('\n'))
  quirky([
    {
      id: '0b1c2d3e-0000-4000-8000-00000000aaaa',
      name: 'apa-raurilor',
      title: `Apa ${'râurilor '.repeat(60)}`,
      notes: '<p>Fără zonă de <b>timp</b>.\u0000</p><script>alert(1)</script> <https://apa.example/>',
      license_id: 'licenta-noastra',
      maintainer_email: 'nu este adresă',
      metadata_created: '2019-03-01T10:00:00.123456',
      groups: [{ name: 'mediul-inconjurator' }, { name: 'diverse' }],
      tags: null,
      extras: [{ key: 'a', value: '1' }, { key: 'a', value: '2' }, null],
      organization,
      private: false,
      resources: [
        { id: 'r-1', name: 'Relativ', url: '/dataset/apa/resource/r-1/download/apa.csv', format: 'csv' },
        { id: 'r-2', name: 'Mare', url: other.address('/mare.csv'), url_type: 'upload' },
        {
          id: 'r-3',
          name: 'PDF',
          name_translated: { ru: '<b>ПДФ</b> &amp; прочее', en: '<i>The</i> PDF' },
          description: 'După <a href="https://altundeva.example/lege">lege</a>.',
          url: other.address('/raport.pdf'),
        },
        { id: 'r-4', url: 'ftp://ftp.example.md/date.csv' },
        { id: 'r-5', name: 'Eroare', url: other.address('/eroare.csv') },
        { id: 'r-6', name: 'Pagina', url: other.address('/pagina.csv') },
        { id: 'r-7', name: 'Altundeva', url: 'https://altundeva.example/date.csv' },
        { id: 'r-8', name: 'Persoane', url: other.address('/persoane.csv') },
        'nothing',
        { name: 'Fără adresă' },
      ],
    },
    { id: 'p-2', name: 'quality', title: 'Un nume luat', notes: 'x', organization, access_rights: 'pe-bază-de-cerere' },
    { id: 'p-3', name: 'fara-institutie', title: 'Fără instituție' },
    { title: 'Fără nume' },
    { id: 'p-5', name: 'ascuns', title: 'Ascuns', organization, private: true },
  ])
  const dry = await bring({ address: other.address('/ro/dataset'), dryRun: true })
  assert.deepEqual([dry.datasets.came, dry.datasets.refused, dry.complete], [3, 2, true])
  assert.equal(
    (await sql`SELECT 1 FROM open_data.ckan_import WHERE site = ${dry.site}`.execute(app.services.db)).rows.length,
    0,
  )

  const report = await bring({ address: other.address('') })
  assert.equal(report.complete, true)
  assert.deepEqual(report.datasets, { found: 5, came: 3, here: 0, refused: 2 })
  assert.deepEqual(report.organizations, { came: 1, here: 0 })
  assert.deepEqual(report.groups, { themes: 1, keywords: 1 })
  assert.deepEqual(report.resources, { files: 2, links: 5, nothing: 2 })
  assert.deepEqual(
    report.waiting.map(({ fileName, waits }) => [fileName, waits]),
    [['persoane.csv', 'guard']],
  )
  assert.equal(report.published, 1)
  const why = (name: string) => report.problems.filter((one) => one.name === name).map((one) => one.why)
  assert.deepEqual(why('Mare'), ['too-large'])
  assert.deepEqual(why('PDF'), ['not-a-table:pdf'])
  assert.deepEqual(why('Eroare'), ['status:500'])
  assert.deepEqual(why('Pagina'), ['web-page'])
  assert.deepEqual(why('r-4'), ['address'])
  assert.deepEqual(why('fara-institutie'), ['no-organization'])
  assert.deepEqual(why('quality'), ['access-rights'])
  assert.deepEqual(why('apa-raurilor'), ['licence', 'changed:titleRo', 'changed:contactEmail'])

  const shown = await ours().call('package_show', { id: 'apa-raurilor' })
  assert.equal(shown.id, '0b1c2d3e-0000-4000-8000-00000000aaaa')
  assert.equal(shown.license_id, 'notspecified')
  assert.ok(shown.title.endsWith('…') && shown.title.length <= 200)
  assert.equal(shown.notes, 'Fără zonă de timp.\n[https://apa.example/](https://apa.example/)')
  const { name_translated: names, description } = shown.resources.find(({ name }: { name: string }) => name === 'PDF')
  assert.deepEqual(
    [names.ru, names.en, description],
    ['ПДФ & прочее', 'The PDF', 'După lege (https://altundeva.example/lege).'],
  )
  assert.equal(shown.organization.title, 'Ministerul Probelor')
  const extra = (key: string) => shown.extras.find((one: { key: string }) => one.key === key)?.value
  assert.deepEqual([extra('a'), extra('imported_issued')], ['1', '2019-03-01T10:00:00.123Z'])
  assert.deepEqual(
    shown.groups.map(({ name }: { name: string }) => name),
    ['envi'],
  )
  assert.deepEqual(
    shown.tags.map(({ name }: { name: string }) => name),
    ['diverse'],
  )
  // Somebody's numbers are nowhere, not even as a link.
  assert.ok(!JSON.stringify(shown).includes(personalNumberOf(77)))
  const persons = shown.resources.find(({ name }: { name: string }) => name === 'Persoane')
  assert.deepEqual([persons.url, persons.datastore_active], ['', false])
  assert.equal((await ours().refusal('package_show', { id: 'ascuns' })).__type, 'Not Found Error')

  // Addresses of the old portal, by whatever stood in them.
  const leads = async (path: string) => (await app.get(path)).headers.location
  assert.equal(await leads('/ckan/ro/dataset/quality'), '/ro/data/quality-2')
  assert.equal(await leads('/dataset/p-2'), `/ro/data/quality-2`)
  const table = shown.resources.find(({ name }: { name: string }) => name === 'Relativ').id
  assert.equal(await leads('/ru/dataset/apa-raurilor/resource/r-1'), `/ru/data/tables/${table}`)
  assert.equal(await leads('/dataset/apa-raurilor/resource/r-1/download/apa.csv'), `/data/tables/${table}/original`)
  assert.equal(await leads('/ro/organization/ministerul_probelor'), `/ro/data/institutions/${shown.organization.name}`)
  assert.equal(await leads('/en/group/mediul-inconjurator'), '/en/data?theme=ENVI')
  assert.equal(await leads('/ckan/ru/dataset?groups=mediul-inconjurator'), '/ru/data?theme=ENVI')

  // What was refused is tried again with an institution for it; --resume leaves it alone.
  const resumed = await bring({ address: other.address(''), resume: true })
  assert.deepEqual(resumed.datasets, { found: 5, came: 0, here: 4, refused: 1 })
  const again = await bring({ address: other.address(''), into: 'primaria-balti' })
  assert.deepEqual(again.datasets, { found: 5, came: 1, here: 3, refused: 1 })
})

test('an import that was interrupted goes on, two at once are refused, and a portal that breaks is said', async () => {
  quirky(
    Array.from({ length: 250 }, (_, at) => ({
      id: `many-${at}`,
      name: `multe-${String(at).padStart(3, '0')}`,
      title: `Setul numărul ${at}`,
      organization,
    })),
  )
  const address = other.address('')
  const ends = new AbortController()
  await assert.rejects(
    bring({
      address,
      stopping: ends.signal,
      tell: (line) => line.startsWith('150 of') && ends.abort(),
    }).then((report) => {
      assert.equal(report.complete, false)
      throw new Error('interrupted')
    }),
  )
  const limited = await bring({ address, resume: true, limit: 20 })
  assert.deepEqual([limited.datasets.came, limited.datasets.here], [20, 150])
  const asked = other.answers['/api/3/action/package_search']
  other.answers['/api/3/action/package_search'] = (reply, request) =>
    request.url?.includes('start=100') ? reply.writeHead(500).end('<html>') : asked?.(reply, request)
  const broken = await bring({ address, resume: true })
  assert.deepEqual([broken.complete, broken.datasets.came], [false, 50])
  assert.equal(broken.problems[0]?.why, 'page:status')
  other.answers['/api/3/action/package_search'] = asked as never
  const whole = await bring({ address, resume: true })
  assert.deepEqual([whole.complete, whole.datasets], [true, { found: 250, came: 30, here: 220, refused: 0 }])

  // The same page again and again has no end; two processes are one too many.
  other.answers['/api/3/action/package_search'] = (reply, _request) =>
    void reply.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        success: true,
        result: { count: 1e9, results: [{ id: 'x', name: 'mereu', title: 'Mereu', organization }] },
      }),
    )
  const endless = await bring({ address })
  assert.deepEqual([endless.complete, endless.datasets.came], [false, 1])
  await sql`UPDATE open_data.ckan_import SET run_id = gen_random_uuid(), heard_at = ${app.clock.now()}`.execute(
    app.services.db,
  )
  await assert.rejects(bring({ address }), AlreadyImporting)
  other.answers['/api/3/action/status_show'] = (reply) => reply.end('<html>Apache</html>')
  await assert.rejects(bring({ address }), /not-json/)
})
