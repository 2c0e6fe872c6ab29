import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { Refusal } from '#kernel/errors.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { endRoles, type TestPerson } from '#test/people.ts'
import { readWaiting } from '../../ingest/read-waiting.ts'
import { clearCopies } from '../../recall/clear-copies.ts'
import { publishRead } from './publish-read.ts'

const BOTH = ['open-data:write', 'open-data:publish']

let app: TestApp
let balti: ReturnType<typeof ckanClient>
let olga: TestPerson
let anybody: ReturnType<typeof ckanClient>
before(async () => {
  app = await testApp()
  anybody = ckanClient(app)
  const { officer, token } = await officerWithToken(app, {
    authority: 'primaria-balti',
    email: 'o@balti.example.md',
    scopes: BOTH,
  })
  balti = ckanClient(app, token)
  olga = officer
})
after(() => app?.close())

const said = {
  title: 'Școlile municipiului',
  notes: 'Lista *școlilor*.',
  owner_org: 'primaria-balti',
  license_id: 'cc-by',
  maintainer: 'Direcția educație',
  maintainer_email: 'educatie@balti.example.md',
  author: 'Secția date',
  version: '1.2',
  own_key: { deep: ['kept', 1] },
}
const lists = {
  tags: [{ name: 'școli' }, { name: 'elevi' }],
  groups: [{ name: 'educ' }],
  extras: [
    { key: 'frequency', value: 'ANNUAL' },
    { key: 'harvest_object_id', value: 'abc' },
    { key: 'temporal_start', value: '2025-09-01' },
  ],
}

test('what a program creates is shown as it said it, to everybody at once where one officer may publish', async () => {
  const resources = [
    { name: 'Harta', url: 'https://example.md/harta.geojson', format: 'GeoJSON', size: 12, own: 'kept' },
    { name: 'x', url: 'example.md/y', format: 'something odd' },
  ]
  const made = await balti.call('package_create', { name: 'scoli-balti', ...said, ...lists, resources })
  assert.equal(made.private, false)
  assert.deepEqual(made.publication, { state: 'published' })
  const shown = await anybody.call('package_show', { id: 'scoli-balti' })
  assert.equal(shown.publication, undefined)
  for (const [key, value] of Object.entries(said)) if (key !== 'owner_org') assert.deepEqual(shown[key], value, key)
  assert.equal(shown.organization.name, 'primaria-balti')
  assert.deepEqual(shown.tags.map(({ name }: { name: string }) => name).toSorted(), ['elevi', 'școli'])
  assert.deepEqual(
    shown.groups.map(({ name }: { name: string }) => name),
    ['educ'],
  )
  const byKey = (list: { key: string; value: string }[]) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  assert.deepEqual(byKey(shown.extras), byKey(lists.extras))
  const [first, second] = shown.resources
  assert.deepEqual(
    [first.url, first.format, first.size, first.own],
    ['https://example.md/harta.geojson', 'GeoJSON', 12, 'kept'],
  )
  assert.deepEqual([second.name, second.url, second.format], ['x', 'http://example.md/y', 'something odd'])

  const again = await balti.call('package_update', shown)
  const { metadata_modified: _, publication: __, ...same } = again
  const { metadata_modified: ___, ...before } = shown
  assert.deepEqual(same, before, 'what was shown, sent back, changes nothing')
})

test('patching changes what is named, updating replaces, and what never changes is refused', async () => {
  const patched = await balti.call('package_patch', {
    id: 'scoli-balti',
    title: 'Școlile din Bălți',
    title_translated: { ro: 'Școlile municipiului', ru: 'Школы Бельц' },
  })
  assert.deepEqual(patched.title_translated, { ro: 'Școlile din Bălți', ru: 'Школы Бельц' })
  assert.equal(patched.notes, said.notes)
  assert.equal(patched.resources.length, 2)
  const replaced = await balti.call('package_update', {
    id: 'scoli-balti',
    ...said,
    resources: [patched.resources[1], { url: 'https://example.md/new.csv', format: 'csv' }],
  })
  assert.deepEqual(replaced.tags, [])
  assert.deepEqual(
    replaced.resources.map(({ format }: { format: string }) => format),
    ['something odd', 'csv'],
  )
  assert.equal(replaced.resources[0].id, patched.resources[1].id)
  assert.deepEqual((await balti.refusal('package_patch', { id: 'scoli-balti', name: 'other' })).name, [
    'The name of a dataset never changes.',
  ])
  const revised = await balti.call('package_revise', {
    match: { name: 'scoli-balti', version: '1.2' },
    update__version: '1.3',
  })
  assert.equal(revised.package.version, '1.3')
  const stale = await balti.refusal('package_revise', {
    match: { name: 'scoli-balti', version: '1.2' },
    update: { version: '2' },
  })
  assert.equal(stale.__type, 'Validation Error')
  const [kept] = revised.package.resources
  const deep = await balti.call('package_revise', {
    match__name: 'scoli-balti',
    [`match__resources__${kept.id.slice(0, 30)}__name`]: kept.name,
    filter: ['-resources__1'],
    update__resources__0__description: 'Despre ea',
    update__resources__extend: [{ name: 'A treia', url: 'https://example.md/3.csv', format: 'CSV' }],
  })
  assert.deepEqual(
    deep.package.resources.map(({ id, description, name }: Record<string, unknown>) => [
      id === kept.id,
      description,
      name,
    ]),
    [
      [true, 'Despre ea', kept.name],
      [false, '', 'A treia'],
    ],
  )
  assert.equal(deep.package.title, revised.package.title)
  const lacking = await balti.refusal('package_patch', { id: 'scoli-balti', notes: '' })
  assert.equal(lacking.__type, 'Validation Error', 'a public dataset keeps its description')
})

test('a file of a form becomes a version, which is published once it is read', async () => {
  const made = await balti.call(
    'resource_create',
    { package_id: 'scoli-balti', name: 'Lista', format: 'CSV', own: 'kept' },
    { name: 'lista.csv', content: 'scoala;elevi\nNr. 1;120\nNr. 2;80\n' },
  )
  assert.deepEqual(
    [made.url_type, made.datastore_active, made.version.state, made.own],
    ['upload', false, 'waiting', 'kept'],
  )
  await publishRead(app.services)
  await readWaiting(app.services)
  const hidden = await anybody.call('resource_show', { id: made.id })
  assert.deepEqual([hidden.url, hidden.size, hidden.hash], ['', null, ''], 'nobody learns of what is not public')
  assert.equal((await balti.call('resource_show', { id: made.id })).hash.length, 64)
  await publishRead(app.services)
  const shown = await anybody.call('resource_show', { id: made.id })
  assert.deepEqual([shown.datastore_active, shown.format, shown.own], [true, 'CSV', 'kept'])
  assert.match(shown.url, /^http:\/\/punte\.test\/dataset\/[\w-]+\/resource\/[\w-]+\/download\/lista\.csv$/)
  assert.equal(shown.size, 32)
  assert.equal((await anybody.call('datastore_search', { resource_id: made.id })).total, 2)
  const { rows } = await sql<{ act: string; named: boolean }>`
    SELECT act, token_id IS NOT NULL AS named FROM audit.act WHERE act IN ('open-data.upload', 'open-data.release') ORDER BY acted_at, act`.execute(
    app.services.db,
  )
  assert.deepEqual(rows.map(({ act, named }) => `${act} ${named}`).toSorted(), [
    'open-data.release true',
    'open-data.upload true',
  ])

  await sql`UPDATE open_data.distribution SET description = description || '{"ru": "Список"}' WHERE id = ${made.id}`.execute(
    app.services.db,
  )
  const next = await balti.call(
    'resource_patch',
    { id: made.id, description: 'A doua' },
    { name: 'lista.csv', content: 'scoala;elevi\nNr. 1;121\n' },
  )
  assert.deepEqual([next.version.seq, next.description, next.name], [2, 'A doua', 'Lista'])
  const described = await sql<{
    description: unknown
  }>`SELECT description FROM open_data.distribution WHERE id = ${made.id}`.execute(app.services.db)
  assert.deepEqual(described.rows[0]?.description, { ro: 'A doua', ru: 'Список' }, 'other languages stay')
  await readWaiting(app.services)
  await publishRead(app.services)
  assert.equal((await anybody.call('datastore_search', { resource_id: made.id })).total, 1)
  assert.equal(await balti.call('resource_delete', { id: made.id }), null)
  assert.equal((await anybody.refusal('resource_show', { id: made.id })).__type, 'Not Found Error')
})

test('a file that cannot be read, or whose sender may no longer publish, is left to people', async () => {
  const { officer, token } = await officerWithToken(app, {
    authority: 'primaria-ungheni',
    email: 'o@ungheni.example.md',
    scopes: BOTH,
  })
  const ungheni = ckanClient(app, token)
  await ungheni.call('package_create', { name: 'date-ungheni', title: 'Date', notes: 'Descriere', license_id: 'CC0' })
  const broken = await ungheni.call(
    'resource_create',
    { package_id: 'date-ungheni', name: 'Poză' },
    { name: 'a.csv', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  )
  const good = await ungheni.call(
    'resource_create',
    { package_id: 'date-ungheni', name: 'Bun' },
    { name: 'b.csv', content: 'a,b\n1,2\n' },
  )
  await readWaiting(app.services)
  await endRoles(app, officer.accountId, 'officer', app.clock.now())
  await publishRead(app.services)
  for (const { id } of [broken, good])
    assert.equal((await anybody.refusal('datastore_search', { resource_id: id })).__type, 'Not Found Error')
  const { rows } = await sql<{ refusal: string }>`SELECT refusal FROM open_data.publish_when_read`.execute(
    app.services.db,
  )
  assert.deepEqual(rows.map(({ refusal }) => refusal).filter(Boolean), ['kernel.forbidden'])
})

test('an older file that was read for longer does not take the place of a newer one', async () => {
  const { token } = await officerWithToken(app, {
    authority: 'primaria-soroca',
    email: 'o@soroca.example.md',
    scopes: BOTH,
  })
  const soroca = ckanClient(app, token)
  await soroca.call('package_create', { name: 'date-soroca', title: 'Date', notes: 'Descriere', license_id: 'CC0' })
  const { id } = await soroca.call(
    'resource_create',
    { package_id: 'date-soroca', name: 'Tabel' },
    { name: 'a.csv', content: 'a,b\n1,2\n' },
  )
  await soroca.call('resource_update', { id, name: 'Tabel' }, { name: 'b.csv', content: 'a,b\n1,2\n3,4\n' })
  const { db } = app.services
  // Another worker has the first one still in its hands.
  await sql`UPDATE open_data.version SET state = 'reading', run_id = gen_random_uuid(), heard_at = ${app.clock.now()}
    WHERE distribution_id = ${id} AND seq = 1`.execute(db)
  await readWaiting(app.services)
  await publishRead(app.services)
  assert.equal((await anybody.call('datastore_search', { resource_id: id })).total, 2)
  await sql`UPDATE open_data.version SET state = 'waiting', run_id = NULL, heard_at = NULL
    WHERE distribution_id = ${id} AND seq = 1`.execute(db)
  await readWaiting(app.services)
  await publishRead(app.services)
  assert.equal((await anybody.call('datastore_search', { resource_id: id })).total, 2)
  const { rows } = await sql<{ refusal: string }>`
    SELECT p.refusal FROM open_data.publish_when_read p JOIN open_data.version v ON v.id = p.version_id
    WHERE v.distribution_id = ${id}`.execute(db)
  assert.deepEqual(rows, [{ refusal: 'open-data.ckan.overtaken' }])
})

test('with two officers a program leaves a draft, and sends it to be published when asked', async () => {
  const first = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'a@chisinau.example.md',
    scopes: BOTH,
  })
  await officerWithToken(app, { authority: 'primaria-chisinau', email: 'b@chisinau.example.md', scopes: [] })
  const client = ckanClient(app, first.token)
  const made = await client.call('package_create', { name: 'doi-ochi', ...said, owner_org: 'primaria-chisinau' })
  assert.deepEqual([made.private, made.state, made.publication.state], [true, 'draft', 'draft'])
  assert.match(made.publication.note, /Another officer/)
  assert.equal((await anybody.refusal('package_show', { id: 'doi-ochi' })).__type, 'Not Found Error')
  assert.equal(
    (await balti.refusal('package_show', { id: 'doi-ochi' })).__type,
    'Not Found Error',
    'nor another institution',
  )
  const sent = await client.call('package_patch', { id: 'doi-ochi', private: false })
  assert.equal(sent.publication.state, 'review')
  assert.equal((await client.refusal('package_patch', { id: 'doi-ochi', title: 'Altul' })).__type, 'Validation Error')
  assert.equal((await client.refusal('package_delete', { id: 'doi-ochi' })).__type, 'Authorization Error')
  assert.equal((await client.call('package_show', { id: 'doi-ochi' })).publication.state, 'review')
})

test('a token does what its scopes say, and nobody without one changes anything', async () => {
  const { token } = await officerWithToken(app, {
    authority: 'primaria-orhei',
    email: 'o@orhei.example.md',
    scopes: ['open-data:write'],
  })
  const writer = ckanClient(app, token)
  const made = await writer.call('package_create', { name: 'doar-ciorna', ...said, owner_org: 'primaria-orhei' })
  assert.match(made.publication.note, /no right to publish/)
  const citizen = ckanClient(
    app,
    (await officerWithToken(app, { authority: 'primaria-orhei', email: 'c@orhei.example.md', scopes: [] })).token,
  )
  for (const client of [anybody, citizen])
    for (const [action, input] of [
      ['package_create', { name: 'nimic', ...said }],
      ['package_patch', { id: 'scoli-balti', title: 'Furat' }],
      ['package_delete', { id: 'scoli-balti' }],
      ['resource_create', { package_id: 'scoli-balti', url: 'https://example.md/x' }],
      ['dataset_purge', { id: 'scoli-balti' }],
    ] as const)
      assert.equal((await client.refusal(action, input)).__type, 'Authorization Error', action)
  assert.equal(
    (await writer.refusal('package_patch', { id: 'scoli-balti', title: 'Furat' })).__type,
    'Authorization Error',
  )
  assert.equal(
    (await writer.refusal('package_create', { name: 'alt', ...said })).__type,
    'Authorization Error',
    'of another institution',
  )
  const file = await balti.call('resource_create', {
    package_id: 'scoli-balti',
    url: 'https://example.md/y',
    name: 'Y',
  })
  for (const client of [citizen, writer])
    assert.equal(
      (await client.refusal('resource_patch', { id: file.id, foo: 'furat' })).__type,
      'Authorization Error',
      'keys of its own are as much of it as the others',
    )
  const bad = await ckanClient(app, 'punte_wrong').refusal('package_show', { id: 'scoli-balti' })
  assert.equal(bad.__type, 'Authorization Error')
  const got = await app.get('/api/3/action/package_delete?id=scoli-balti', { authorization: token })
  assert.equal(got.statusCode, 400)
  assert.match(got.json(), /^Bad request: /)
})

test('what is wrong is said by the names that a program used', async () => {
  const wrong = async (input: Record<string, unknown>) => {
    const error = await balti.refusal('package_create', { name: 'gresit', ...said, ...input })
    assert.equal(error.__type, 'Validation Error')
    return Object.keys(error).filter((key) => key !== '__type')
  }
  assert.deepEqual(await wrong({ name: 'scoli-balti' }), ['name'])
  assert.deepEqual(await wrong({ name: 'Ă rea' }), ['name'])
  assert.deepEqual(await wrong({ license_id: 'mine' }), ['license_id'])
  assert.deepEqual(await wrong({ owner_org: 'nimeni' }), ['owner_org'])
  assert.deepEqual(await wrong({ groups: [{ name: 'nothing' }] }), ['groups'])
  assert.deepEqual(await wrong({ extras: [{ key: 'access_rights', value: 'secret' }] }), ['extras'])
  assert.deepEqual(await wrong({ own: ['a\0b'] }), ['own'])
  assert.deepEqual(await wrong({ extras: [{ key: 'x', value: { '\ud800': 1 } }] }), ['extras'])
  for (const match of ['{', '["a"]', '{"name": "scoli-balti", "own": "\\u0000"}'])
    assert.ok((await balti.refusal('package_revise', { match })).match)
  assert.deepEqual(await wrong({ maintainer_email: 'nobody' }), ['maintainer_email'])
  assert.deepEqual(
    await wrong({
      extras: [
        { key: 'a', value: 1 },
        { key: 'a', value: 2 },
      ],
    }),
    ['extras'],
  )
  assert.deepEqual(await wrong({ title: 'x'.repeat(300), tags: 'no' }), ['tags'])
  const url = await balti.refusal('resource_create', { package_id: 'scoli-balti', url: 'javascript:alert(1)' })
  assert.ok(url.url)
  const upload = await balti.refusal('resource_create', { package_id: 'scoli-balti', upload: 'text' })
  assert.ok(upload.upload)
  assert.equal(
    (await balti.refusal('package_show', { id: 'gresit' })).__type,
    'Not Found Error',
    'nothing was left of it',
  )
})

test('package_revise takes files, each for its resource', async () => {
  const first = { name: 'Unu', url: 'https://example.md/unu' }
  await balti.call('package_create', { ...said, name: 'cu-fisiere', resources: [] })
  const added = await balti.call(
    'package_revise',
    {
      match: '{"name": "cu-fisiere"}',
      update__resources__extend: JSON.stringify([first, { name: 'Doi' }, { name: 'Trei' }]),
    },
    [
      { field: 'update__resources__1__upload', name: 'doi.csv', content: 'a,b\n1,2\n' },
      { field: 'update__resources__-1__upload', name: 'trei.csv', content: 'a,b\n3,4\n' },
    ],
  )
  const { resources } = added.package
  assert.deepEqual(
    resources.map(({ name, url_type, size }: Record<string, unknown>) => [name, url_type, size]),
    [
      ['Unu', null, null],
      ['Doi', 'upload', 8],
      ['Trei', 'upload', 8],
    ],
  )
  const again = await balti.call(
    'package_revise',
    { match__name: 'cu-fisiere' },
    {
      field: `update__resources__${resources[1].id.slice(0, 30)}__upload`,
      name: 'doi-bis.csv',
      content: 'a,b\n1,2\n5,6\n',
    },
  )
  const [, second, third] = again.package.resources
  assert.deepEqual([second.version.seq, third.version.seq], [2, 1])
  const nowhere = await balti.refusal(
    'package_revise',
    { match__name: 'cu-fisiere' },
    { field: 'update__resources__9__upload', name: 'x.csv', content: 'a\n1\n' },
  )
  assert.ok(nowhere.update__resources__9__upload)
  const nobody = await anybody.refusal(
    'package_revise',
    { match__name: 'cu-fisiere' },
    { field: 'update__resources__0__upload', name: 'x.csv', content: 'a\n1\n' },
  )
  assert.equal(nobody.__type, 'Authorization Error')
})

test('who gets the files is understood or refused, and stays as it is where nothing is said of it', async () => {
  const rightsOf = ({ extras }: { extras: { key: string; value: string }[] }) =>
    extras.find(({ key }) => key === 'access_rights')?.value
  const whole = { ...said, name: 'limitat', resources: [{ url: 'https://example.md/l' }] }
  const iri = 'http://publications.europa.eu/resource/authority/access-right/RESTRICTED'
  assert.equal(
    rightsOf(await balti.call('package_create', { ...whole, extras: [{ key: 'access_rights', value: iri }] })),
    'RESTRICTED',
  )
  assert.equal(rightsOf(await balti.call('package_update', { id: 'limitat', ...whole })), 'RESTRICTED')
  assert.equal(rightsOf(await balti.call('package_patch', { id: 'limitat', extras: [] })), 'RESTRICTED')
  const top = await balti.call('package_create', { ...whole, name: 'limitat-2', access_rights: 'non_public' })
  assert.deepEqual([rightsOf(top), top.access_rights], ['NON_PUBLIC', undefined])
  assert.ok((await balti.refusal('package_patch', { id: 'limitat-2', access_rights: 'PUBLIC' })).extras)
  const open = await balti.call('package_update', { ...whole, id: 'limitat', extras: { access_rights: 'PUBLIC' } })
  assert.equal(rightsOf(open), undefined)
})

test('what cannot be published just now holds up nothing, and is tried again', async () => {
  const ids: string[] = []
  for (const content of ['a,b\n1,2\n', 'a,b\n3,4\n']) {
    const input = { package_id: 'scoli-balti', name: 'Mai târziu' }
    ids.push((await balti.call('resource_create', input, { name: 'a.csv', content })).id)
  }
  await readWaiting(app.services)
  const thrown = [new Error('broken'), new Refusal(503, { key: 'kernel.forbidden' })]
  await publishRead({
    ...app.services,
    get timeZone(): string {
      throw thrown.shift()
    },
  })
  assert.equal(thrown.length, 0)
  for (const id of ids) assert.equal((await balti.call('resource_show', { id })).version.refusal, null)
  await publishRead(app.services)
  for (const id of ids) assert.equal((await anybody.call('datastore_search', { resource_id: id })).total, 1)
})

test('recalled bytes that a program sends again are refused, counted, and cleared once more', async () => {
  const file = { name: 'nume.csv', content: 'nume;nota\nIon Rusu;9\nAna Rusu;10\n' }
  const made = await balti.call('resource_create', { package_id: 'scoli-balti', name: 'Note' }, file)
  await readWaiting(app.services)
  const { hash } = await balti.call('resource_show', { id: made.id })
  await sql`
    INSERT INTO open_data.recall (version_id, act_id, reason, text, by_role, account_id, recalled_at)
    SELECT id, id, 'personal-data', 'Erau nume.', 'officer', ${olga.accountId}, ${app.clock.now()} FROM open_data.version WHERE sha256 = ${hash}`.execute(
    app.services.db,
  )
  await sql`
    INSERT INTO open_data.recalled_copy (hash, version_id, recalled_at)
    SELECT sha256, id, ${app.clock.now()} FROM open_data.version WHERE sha256 = ${hash}`.execute(app.services.db)
  await sql`UPDATE open_data.version SET state = 'recalled' WHERE sha256 = ${hash}`.execute(app.services.db)
  await clearCopies(app.services)
  assert.equal(await app.services.files.has(hash), false)
  const counted = async () => {
    const { rows } = await sql<{ sum: number }>`
      SELECT sum(count)::integer AS sum FROM kernel.limit_window WHERE rule = 'open-data.uploads'`.execute(
      app.services.db,
    )
    return rows[0]?.sum ?? 0
  }
  const before = await counted()
  const again = await balti.refusal('resource_patch', { id: made.id }, file)
  assert.equal(again.__type, 'Validation Error')
  assert.equal(await counted(), before + 1)
  await clearCopies(app.services)
  assert.equal(await app.services.files.has(hash), false)
})

test('a dataset is withdrawn, a draft without files goes, and nothing is purged', async () => {
  assert.equal(await balti.call('package_delete', { id: 'scoli-balti' }), null)
  assert.equal((await anybody.refusal('package_show', { id: 'scoli-balti' })).__type, 'Not Found Error')
  assert.equal((await balti.call('package_show', { id: 'scoli-balti' })).state, 'deleted')
  await balti.call('package_create', {
    name: 'ciorna',
    ...said,
    private: true,
    resources: [{ url: 'https://example.md/z' }],
  })
  await balti.call('package_delete', { id: 'ciorna' })
  assert.equal((await balti.refusal('package_show', { id: 'ciorna' })).__type, 'Not Found Error')
  const { rows } = await sql`
    SELECT 1 FROM audit.act WHERE act = 'open-data.catalogue.delete' AND subject_id = 'ciorna'`.execute(app.services.db)
  assert.equal(rows.length, 1)
})
