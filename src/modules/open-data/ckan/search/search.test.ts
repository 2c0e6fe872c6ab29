import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestApp, testApp } from '#test/app.ts'
import { ckanClient, officerWithToken } from '#test/ckan-client.ts'
import { addDataset } from '#test/datasets.ts'

let app: TestApp
let anybody: ReturnType<typeof ckanClient>
before(async () => {
  app = await testApp()
  anybody = ckanClient(app)
  const at = (day: number) => new Date(Date.UTC(2026, 10, day))
  await addDataset(app, {
    ...{ name: 'scoli', title: { ro: 'Școlile orașului', ru: 'Школы города' }, keywords: { ro: ['școli', 'elevi'] } },
    ...{ themes: ['EDUC'], formats: ['CSV', 'XLSX'], at: at(1) },
  })
  await addDataset(app, {
    ...{
      name: 'drumuri',
      title: { ro: 'Drumuri' },
      keywords: { ro: ['transport public'] },
      authority: 'primaria-balti',
    },
    ...{ themes: ['TRAN', 'REGI'], licence: 'CC0', formats: ['GEOJSON'], at: at(10) },
  })
  await addDataset(app, {
    name: 'aer',
    title: { ro: 'Calitatea aerului' },
    frequency: 'HOURLY',
    themes: ['ENVI'],
    at: at(20),
  })
  await addDataset(app, { name: 'ciorna', title: { ro: 'Ciornă' }, published: false })
})
after(() => app?.close())

const namesOf = async (input: Record<string, unknown>) =>
  (await anybody.call('package_search', input)).results.map(({ name }: { name: string }) => name)

test('filters are read as Lucene writes them', async () => {
  for (const [fq, names] of [
    ['organization:primaria-balti', ['drumuri']],
    ['+organization:"primaria-chisinau" -tags:elevi', ['aer']],
    ['NOT groups:educ AND NOT groups:envi', ['drumuri']],
    ['tags:"transport public"', ['drumuri']],
    ['groups:(educ OR envi)', ['aer', 'scoli']],
    ['groups:educ OR name:aer', ['aer', 'scoli']],
    ['(groups:educ OR groups:tran) AND res_format:geojson', ['drumuri']],
    ['name:dr*', ['drumuri']],
    ['license_id:cc-zero', ['drumuri']],
    ['license_id:CC_BY_4_0 AND res_format:CSV', ['scoli']],
    ['title:scolile', ['scoli']],
    ['text:Школы', ['scoli']],
    ['extras_frequency:HOURLY', ['aer']],
    ['metadata_modified:[2026-11-05T00:00:00Z TO *]', ['aer', 'drumuri']],
    ['metadata_modified:[* TO NOW-15DAYS]', ['scoli']],
    ['state:active type:dataset', ['aer', 'drumuri', 'scoli']],
    ['capacity:private', []],
    ['vocab_x:y', []],
    ['*:*', ['aer', 'drumuri', 'scoli']],
  ] as const)
    assert.deepEqual((await namesOf({ fq })).toSorted(), names, fq)
  assert.deepEqual(await namesOf({ fq_list: ['groups:educ', 'organization:primaria-balti'] }), [])
  assert.deepEqual(await namesOf({ q: 'res_format:XLSX' }), ['scoli'], 'a colon makes a filter of the words')
  assert.deepEqual(await namesOf({ q: 'scolle' }), ['scoli'], 'misspelt')
})

test('what is found is sorted, cut and counted by facets', async () => {
  assert.deepEqual(await namesOf({}), ['aer', 'drumuri', 'scoli'])
  assert.deepEqual(await namesOf({ sort: 'title_string desc' }), ['scoli', 'drumuri', 'aer'])
  assert.deepEqual(await namesOf({ sort: 'metadata_modified asc, name asc', rows: 1, start: 1 }), ['drumuri'])
  const facets = { 'facet.field': '["organization", "groups", "res_format"]' }
  const { count, facets: counted, search_facets } = await anybody.call('package_search', { ...facets, rows: 0 })
  assert.equal(count, 3)
  assert.deepEqual(counted.organization, { 'primaria-chisinau': 2, 'primaria-balti': 1 })
  assert.deepEqual(counted.res_format, { CSV: 1, GEOJSON: 1, XLSX: 1 })
  const shown = search_facets.groups.items.map(({ display_name }: { display_name: string }) => display_name)
  assert.deepEqual(shown, shown.toSorted().reverse())
  const bare = await anybody.call('package_search', { 'facet.field': 'tags', 'facet.limit': 1, fq: 'groups:educ' })
  assert.deepEqual(bare.facets, { tags: { elevi: 1 } })
  const some = await anybody.call('package_search', { fl: 'id,name', q: 'aer' })
  assert.deepEqual(Object.keys(some.results[0]), ['id', 'name'])
})

test('what is no search is refused', async () => {
  for (const input of [
    { fq: '{!join from=x}' },
    { q: '{!join}' },
    { fq: 'name:(a' },
    { fq: 'name:a)' },
    { fq: 'name:"a' },
    { fq: 'nothing:a' },
    { fq: 'metadata_modified:[NOW-1LIFE TO *]' },
    { fq: `${'('.repeat(50)}name:a${')'.repeat(50)}` },
    { fq: `${'-'.repeat(50)}name:a` },
    { fq: 'a:'.repeat(50) },
    { sort: 'nothing asc' },
    { 'facet.field': 'nothing' },
  ])
    assert.equal((await anybody.refusal('package_search', input)).__type, 'Search Query Error', JSON.stringify(input))
})

test('institutions, themes, keywords, licences and formats are listed', async () => {
  const names: string[] = await anybody.call('organization_list')
  assert.ok(names.includes('primaria-balti'))
  const [most] = await anybody.call('organization_list', { all_fields: true, sort: 'package_count desc', limit: 1 })
  assert.deepEqual([most.name, most.package_count, most.is_organization], ['primaria-chisinau', 2, true])
  const shown = await anybody.call('organization_show', { id: most.id, include_datasets: true })
  assert.deepEqual(
    shown.packages.map(({ name }: { name: string }) => name),
    ['aer', 'scoli'],
  )
  assert.equal((await anybody.call('group_list')).length, 13)
  const group = await anybody.call('group_show', { id: 'educ', include_datasets: true })
  assert.deepEqual([group.package_count, group.packages[0].groups[0].id], [1, group.id])
  assert.deepEqual(await anybody.call('tag_list'), ['elevi', 'școli', 'transport public'])
  assert.deepEqual(await anybody.call('tag_autocomplete', { q: 'SCO' }), ['școli'])
  assert.equal((await anybody.call('tag_search', { query: 'e' })).count, 1)
  assert.equal((await anybody.call('tag_show', { id: 'elevi', include_datasets: true })).packages[0].name, 'scoli')
  const licences = await anybody.call('license_list')
  assert.ok(
    licences.some(
      ({ id, od_conformance }: { id: string; od_conformance: string }) => id === 'CC0' && od_conformance === 'approved',
    ),
  )
  assert.deepEqual(await anybody.call('format_autocomplete', { q: 'xl' }), ['xlsx'])
  assert.equal((await anybody.call('package_autocomplete', { q: 'scol' }))[0].name, 'scoli')
  assert.equal((await anybody.call('organization_autocomplete', { q: 'balti' }))[0].name, 'primaria-balti')
  assert.equal((await anybody.call('group_autocomplete', { q: 'tran' }))[0].name, 'tran')
  assert.deepEqual((await anybody.call('current_package_list_with_resources', { limit: 1 })).length, 1)
  const resources = await anybody.call('resource_search', { query: ['format:geo', 'url:drumuri'] })
  assert.equal(resources.count, 1)
  assert.equal((await anybody.call('resource_show', { id: resources.results[0].id })).format, 'GEOJSON')
  for (const action of ['vocabulary_list', 'user_list', 'resource_view_list', 'package_activity_list'])
    assert.deepEqual(await anybody.call(action, { id: 'scoli' }), [])
  for (const [action, id] of [
    ['organization_show', 'x'],
    ['group_show', 'x'],
    ['tag_show', 'x'],
    ['resource_show', 'x'],
    ['vocabulary_show', 'x'],
    ['user_show', 'x'],
  ] as const)
    assert.equal((await anybody.refusal(action, { id })).__type, 'Not Found Error', action)
})

test('what is kept elsewhere says where, and a program learns for whom it acts', async () => {
  const { officer, token } = await officerWithToken(app, {
    authority: 'primaria-balti',
    email: 'o@balti.example.md',
    scopes: ['open-data:write'],
  })
  const client = ckanClient(app, token)
  for (const action of ['organization_create', 'group_update', 'member_create', 'user_create', 'api_token_create'])
    assert.match(String((await client.refusal(action)).message), /^Access denied: /)
  assert.equal((await client.call('user_show')).id, officer.accountId)
  const own = await client.call('organization_list_for_user')
  assert.deepEqual(
    own.map(({ name }: { name: string }) => name),
    ['primaria-balti'],
  )
  assert.deepEqual(await anybody.call('organization_list_for_user'), [])
})

test('a program finds what its institution has not published yet, when it asks for it', async () => {
  const { token } = await officerWithToken(app, {
    authority: 'primaria-chisinau',
    email: 'o@chisinau.example.md',
    scopes: ['open-data:write'],
  })
  const own = ckanClient(app, token)
  const found = async (client: typeof own, input: Record<string, unknown>) =>
    (await client.call('package_search', input)).results.map(({ name }: { name: string }) => name)
  assert.deepEqual(await found(own, { include_drafts: true, fq: 'state:draft' }), ['ciorna'])
  assert.deepEqual(await found(own, { include_drafts: true, q: 'ciorna' }), ['ciorna'])
  assert.deepEqual(await found(own, { include_private: 'true', fq: 'private:true' }), ['ciorna'])
  assert.ok((await found(own, { include_drafts: true })).includes('ciorna'))
  assert.ok((await found(own, { include_drafts: true })).includes('scoli'))
  const [draft] = (await own.call('package_search', { include_drafts: true, q: 'ciorna' })).results
  assert.deepEqual([draft.state, draft.private], ['draft', true])
  assert.deepEqual(await found(own, { q: 'ciorna' }), [], 'only when it is asked for')
  assert.deepEqual(await found(anybody, { include_drafts: true, fq: 'state:draft' }), [])
  await sql`
    UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = modified_at, withdrawn_reason = 'Greșit', published_at = modified_at
    WHERE name = 'ciorna'`.execute(app.services.db)
  assert.deepEqual(await found(own, { include_deleted: true, fq: 'state:deleted' }), ['ciorna'])
  assert.deepEqual(await found(own, { include_drafts: true, q: 'ciorna' }), [], 'it is no draft')
  const [gone] = (await own.call('package_search', { include_deleted: true, q: 'ciorna' })).results
  assert.equal(gone.state, 'deleted')
  assert.deepEqual(await found(anybody, { include_deleted: true, q: 'ciorna' }), [])
  await sql`
    UPDATE open_data.dataset SET state = 'draft', withdrawn_at = NULL, withdrawn_reason = NULL, published_at = NULL
    WHERE name = 'ciorna'`.execute(app.services.db)
  const other = await officerWithToken(app, {
    authority: 'primaria-balti',
    email: 'o2@balti.example.md',
    scopes: ['open-data:write'],
  })
  assert.deepEqual(await found(ckanClient(app, other.token), { include_drafts: true, q: 'ciorna' }), [])
})

test('addresses of a portal of CKAN lead to our pages', async () => {
  const [{ id, resources }] = (await anybody.call('package_search', { fq: 'name:scoli' })).results
  const led = async (path: string) => (await app.get(path)).headers.location
  assert.equal(await led(`/dataset/${id}`), '/ro/data/scoli')
  assert.equal(await led('/ckan/ru/dataset/scoli'), '/ru/data/scoli')
  assert.equal(await led('/en/dataset/scoli'), '/en/data/scoli')
  assert.equal(
    await led('/dataset?groups=educ&tags=elevi&license_id=notspecified'),
    '/ro/data?theme=EDUC&keyword=elevi',
  )
  for (const none of ['%00', 'a%01', 'x'.repeat(201)])
    assert.equal(await led(`/dataset?groups=${none}&tags=elevi`), '/ro/data?keyword=elevi', none)
  assert.equal(await led(`/dataset/${id}/resource/${resources[0].id}`), '/ro/data/scoli')
  assert.equal(await led(`/dataset/scoli/resource/${resources[0].id}/download/a.csv`), resources[0].url)
  assert.equal((await app.get('/dataset/scoli/resource/x/download/a.csv')).statusCode, 404)
  assert.equal(await led('/organization/primaria-balti'), '/ro/data/institutions/primaria-balti')
  assert.equal(await led('/ckan/group/tran'), '/ro/data?theme=TRAN')
  assert.equal(await led('/feeds/dataset.atom'), '/ro/data/feed.atom')
  const suggested = (await app.get('/api/2/util/tag/autocomplete?incomplete=ele')).json()
  assert.deepEqual(suggested, { ResultSet: { Result: [{ Name: 'elevi' }] } })
  assert.equal((await app.get('/api/i18n/ro')).statusCode, 200)
})

test('what fits best comes first where that is asked for, and what is asked for next decides among equals', async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day))
  await addDataset(app, { name: 'zimbri', title: { ro: 'Zimbri în rezervație' }, at: at(2) })
  await addDataset(app, { name: 'albi', title: { ro: 'Albi, zimbri' }, at: at(1) })
  await addDataset(app, { name: 'paduri', title: { ro: 'Păduri' }, keywords: { ro: ['zimbri'] }, at: at(12) })
  const found = (sort?: string) => namesOf({ q: 'zimbri', ...(sort && { sort }) })
  assert.deepEqual(await found(), ['zimbri', 'albi', 'paduri'])
  assert.deepEqual(await found('score desc, metadata_modified desc'), ['zimbri', 'albi', 'paduri'])
  assert.deepEqual(await found('score desc, title asc'), ['albi', 'zimbri', 'paduri'])
  assert.deepEqual(await found('score asc, title asc'), ['paduri', 'albi', 'zimbri'])
  assert.deepEqual(await found('metadata_modified desc, score desc'), ['paduri', 'zimbri', 'albi'])
  const those = { fq: 'name:(zimbri OR paduri)', sort: 'score desc, metadata_modified asc' }
  assert.deepEqual(await namesOf(those), ['zimbri', 'paduri'], 'without words')
})
