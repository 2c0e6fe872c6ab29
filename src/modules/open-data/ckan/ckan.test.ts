import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { columnOf, publishTable } from '#test/tables.ts'
import type { PublicTable } from '../store.ts'

let app: TestApp
let table: PublicTable
before(async () => {
  app = await testApp()
  const columns = [
    columnOf('oras', 'string', { title: 'Orașul' }),
    columnOf('elevi', 'integer'),
    columnOf('medie', 'number'),
    columnOf('privat', 'boolean'),
    columnOf('din', 'date'),
    columnOf('vazut', 'datetime'),
  ]
  table = await publishTable(app, 'scoli', columns, [
    ['Chișinău', '1200', '8.5', 'false', '1990-09-01', '2026-11-25 08:30:00'],
    ['Bălți', '900', '7.25', 'false', '1991-09-01', ''],
    ['Orhei', '9007199254740993', '', 'true', '', ''],
    ['Soroca, "Nord"', '300', '9', 'true', '2001-01-15', '2026-11-25 10:00:00'],
    ['Chișinău', '45', '6', '', '2010-09-01', ''],
  ])
})
after(() => app?.close())

/** A client of CKAN's API as its documentation describes one: it tells errors apart by `__type`. */
async function call(action: string, input: Record<string, unknown> = {}) {
  const reply = await app.postJson(`/api/action/${action}`, input)
  const body = reply.json()
  assert.equal(body.help, `http://punte.test/api/3/action/help_show?name=${action}`)
  assert.match(String(reply.headers['content-type']), /^application\/json; ?charset=utf-8$/)
  assert.equal(body.success, reply.statusCode === 200)
  return { status: reply.statusCode, ...body }
}
const search = (input: Record<string, unknown> = {}) => call('datastore_search', { resource_id: table.id, ...input })
const idsOf = async (input: Record<string, unknown>) => {
  const { result, error } = await search(input)
  assert.equal(error, undefined, JSON.stringify(error))
  return result.records.map((record: { _id: number }) => record._id)
}
const refusal = async (input: Record<string, unknown>) => {
  const { status, error } = await search(input)
  assert.equal(error?.__type, 'Validation Error')
  assert.equal(status, 409)
  return Object.keys(error).find((key) => key !== '__type')
}

test('the envelope is the same at every address, by GET and POST, in every encoding', async () => {
  const expected = (await app.get(`/api/3/action/datastore_search?resource_id=${table.id}&limit=2`)).json().result
  assert.equal(expected.records.length, 2)
  const json = JSON.stringify({ resource_id: table.id, limit: 2 })
  const parts = `--x\r\ncontent-disposition: form-data; name="resource_id"\r\n\r\n${table.id}\r\n--x\r\ncontent-disposition: form-data; name="limit"\r\n\r\n2\r\n--x--\r\n`
  const bodies: [string, string][] = [
    ['application/json', json],
    ['application/x-www-form-urlencoded', `resource_id=${table.id}&limit=2`],
    ['application/x-www-form-urlencoded', json],
    ['application/x-www-form-urlencoded', `${encodeURIComponent(json)}=1`],
    ['application/x-www-form-urlencoded', `${json}=1`],
    ['multipart/form-data; boundary=x', parts],
  ]
  for (const path of ['/api/action', '/api/3/action', '/ckan/api/3/action'])
    for (const [type, payload] of bodies) {
      const reply = await app.server.inject({
        method: 'POST',
        url: `${path}/datastore_search`,
        headers: { 'content-type': type, origin: 'https://other.test', 'sec-fetch-site': 'cross-site' },
        payload,
      })
      assert.equal(reply.statusCode, 200, reply.body)
      assert.equal(reply.headers['access-control-allow-origin'], '*')
      assert.deepEqual(reply.json().result.records, expected.records)
    }
})

test('what cannot be understood is a text, and nothing is a page', async () => {
  const post = (payload: string, type = 'application/json') =>
    app.server.inject({
      method: 'POST',
      url: '/api/action/datastore_search',
      headers: { 'content-type': type },
      payload,
    })
  for (const reply of [await post('{"a":'), await post('[1]'), await post('{x', 'text/plain')]) {
    assert.equal(reply.statusCode, 400)
    assert.match(reply.json(), /^Bad request: JSON Error: /)
  }
  for (const name of ['foo', 'constructor', '__proto__']) {
    const reply = await app.get(`/api/3/action/${name}`)
    assert.equal(reply.statusCode, 400)
    assert.equal(reply.json(), `Bad request: Action name not known: ${name}`)
  }
  const large = await post(JSON.stringify({ q: 'x'.repeat(2 * 1024 * 1024) }))
  assert.equal(large.statusCode, 413)
  assert.equal(large.json().error.__type, 'Internal Server Error')
})

test('a script of another site is let in, and may get a call of its function', async () => {
  const preflight = await app.server.inject({
    method: 'OPTIONS',
    url: '/api/3/action/datastore_search',
    headers: {
      origin: 'https://other.test',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  })
  assert.equal(preflight.statusCode, 204)
  assert.equal(preflight.headers['access-control-allow-origin'], '*')
  assert.equal(preflight.headers['access-control-allow-headers'], 'content-type')
  const called = await app.get(`/api/3/action/datastore_search?resource_id=${table.id}&limit=0&callback=show.it`)
  assert.match(String(called.headers['content-type']), /^application\/javascript; ?charset=utf-8$/)
  assert.match(called.body, /^show\.it\(\{.*"success":true.*\}\);$/)
  const evil = await app.get(`/api/3/action/datastore_search?resource_id=${table.id}&callback=alert(1)//`)
  assert.equal(evil.statusCode, 409)
})

test('rows come with their fields, in the types of CKAN', async () => {
  const { result } = await search()
  assert.deepEqual(
    result.fields.map(({ id, type }: { id: string; type: string }) => [id, type]),
    [
      ['_id', 'int'],
      ['oras', 'text'],
      ['elevi', 'int8'],
      ['medie', 'float8'],
      ['privat', 'bool'],
      ['din', 'date'],
      ['vazut', 'timestamp'],
    ],
  )
  assert.equal(result.fields[1].info.label, 'Orașul')
  assert.deepEqual(result.records[0], {
    _id: 1,
    oras: 'Chișinău',
    elevi: 1200,
    medie: 8.5,
    privat: false,
    din: '1990-09-01',
    vazut: '2026-11-25T08:30:00',
  })
  assert.equal(result.total, 5)
  assert.equal(result.total_was_estimated, false)
  assert.equal(result.include_total, true)
  assert.equal(result.limit, 100)
  assert.equal(result.records_format, 'objects')
  assert.equal(result.resource_id, table.id)
  const exact = await app.get(`/api/action/datastore_search?id=${table.id}&filters={"oras":"Orhei"}`)
  assert.match(exact.body, /"elevi":9007199254740993,"medie":null/)
})

test('filters compare, in their older and their newer form', async () => {
  assert.deepEqual(await idsOf({ filters: { oras: 'Chișinău' } }), [1, 5])
  assert.deepEqual(await idsOf({ filters: { oras: ['Bălți', 'Orhei'] } }), [2, 3])
  assert.deepEqual(await idsOf({ filters: { oras: 'Chișinău', elevi: 45 } }), [5])
  assert.deepEqual(await idsOf({ filters: { elevi: '900' } }), [2])
  assert.deepEqual(await idsOf({ filters: { elevi: { gt: 45, lte: 900 } } }), [2, 4])
  assert.deepEqual(await idsOf({ filters: { din: { gte: '1991-09-01', lt: '2010-09-01' } } }), [2, 4])
  assert.deepEqual(await idsOf({ filters: { privat: null } }), [5])
  assert.deepEqual(await idsOf({ filters: { privat: [true, null] } }), [3, 4, 5])
  assert.deepEqual(await idsOf({ filters: { privat: { eq: true } } }), [3, 4])
  assert.deepEqual(await idsOf({ filters: { oras: { in: ['Orhei'] } } }), [3])
  assert.deepEqual(await idsOf({ filters: { $or: [{ oras: 'Orhei' }, { elevi: 45, privat: null }] } }), [3, 5])
  assert.deepEqual(
    await idsOf({ filters: { $and: [{ oras: 'Chișinău' }, { $or: [{ elevi: 45 }, { elevi: 900 }] }] } }),
    [5],
  )
  assert.deepEqual(await idsOf({ filters: '{"oras":"Orhei"}' }), [3])
  assert.deepEqual(await idsOf({ filters: { _id: { gt: 3 } } }), [4, 5])
  assert.deepEqual(await idsOf({ filters: {} }), [1, 2, 3, 4, 5])
})

test('words are found in any spelling, and say how well', async () => {
  const { result } = await search({ q: 'chisinau' })
  assert.deepEqual(
    result.records.map(({ _id }: { _id: number }) => _id),
    [1, 5],
  )
  assert.equal(result.total, 2)
  assert.equal(result.fields.at(-1).id, 'rank')
  assert.equal(typeof result.records[0].rank, 'number')
  const some = await search({ q: { oras: 'soroca nord' } })
  assert.deepEqual(some.result.records.length, 1)
  assert.equal(some.result.fields.at(-1).id, 'rank oras')
  assert.deepEqual(await idsOf({ q: '{"oras":"BALTI"}' }), [2])
  assert.deepEqual(await idsOf({ q: 'chisinau 45' }), [5])
  assert.deepEqual(await idsOf({ q: 'chisinau', sort: '_id desc' }), [5, 1])
  assert.deepEqual(await idsOf({ full_text: 'orhei' }), [3])
})

test('rows are sorted, shown in part and once', async () => {
  assert.deepEqual(await idsOf({ sort: 'oras, elevi' }), [2, 5, 1, 3, 4])
  assert.deepEqual(await idsOf({ sort: ['privat desc', '"_id" desc'] }), [5, 4, 3, 2, 1])
  assert.deepEqual(await idsOf({ sort: 'privat desc nulls last, _id asc' }), [3, 4, 1, 2, 5])
  const { result } = await search({ fields: 'medie, oras', limit: 1 })
  assert.deepEqual(
    result.fields.map(({ id }: { id: string }) => id),
    ['medie', 'oras'],
  )
  assert.deepEqual(result.records, [{ medie: 8.5, oras: 'Chișinău' }])
  const once = await search({ fields: ['oras'], distinct: true })
  assert.equal(once.result.total, 4)
  assert.deepEqual(
    once.result.records.map(({ oras }: { oras: string }) => oras),
    ['Bălți', 'Chișinău', 'Orhei', 'Soroca, "Nord"'],
  )
})

test('records come as objects, lists or texts', async () => {
  const lists = await search({ records_format: 'lists', fields: ['_id', 'oras'], limit: 2 })
  assert.deepEqual(lists.result.records, [
    [1, 'Chișinău'],
    [2, 'Bălți'],
  ])
  const csv = await search({ records_format: 'csv', fields: ['oras', 'medie'], offset: 2, limit: 2 })
  assert.equal(csv.result.records, 'Orhei,\r\n"Soroca, ""Nord""",9\r\n')
  const tsv = await search({ records_format: 'tsv', fields: ['oras', 'medie'], limit: 1 })
  assert.equal(tsv.result.records, 'Chișinău\t8.5\r\n')
})

test('pages follow each other by links and by filters', async () => {
  const address = `/api/3/action/datastore_search?resource_id=${table.id}&limit=2&sort=${encodeURIComponent('_id desc')}`
  const seen: number[] = []
  for (let next = address; ; ) {
    const { result } = (await app.get(next)).json()
    if (result.records.length === 0) break
    seen.push(...result.records.map(({ _id }: { _id: number }) => _id))
    assert.match(result._links.next, /^\/api\/3\/action\/datastore_search\?/)
    assert.equal(result._links.prev === undefined, next === address)
    next = result._links.next
  }
  assert.deepEqual(seen, [5, 4, 3, 2, 1])
  const first = await search({ limit: 2, include_next_page: true })
  assert.deepEqual(first.result.next_page, { _id: { gt: 2 } })
  assert.deepEqual(await idsOf({ filters: first.result.next_page, limit: 2 }), [3, 4])
  const none = await search({ limit: 0 })
  assert.deepEqual([none.result.records, none.result.total], [[], 5])
  const uncounted = await search({ include_total: false })
  assert.equal(Object.hasOwn(uncounted.result, 'total'), false)
  assert.equal((await search({ limit: 1_000_000 })).result.limit, 32_000)
})

test('what is wrong is said by the field', async () => {
  const none = '01940000-0000-7000-8000-000000000000'
  for (const id of [none, 'x', "' OR 1=1"]) {
    const { status, error } = await call('datastore_search', { resource_id: id })
    assert.equal(status, 404)
    assert.deepEqual(error, { message: `Not found: Resource "${id}" was not found.`, __type: 'Not Found Error' })
  }
  const missing = await call('datastore_search')
  assert.deepEqual([missing.status, missing.error], [409, { id: ['Missing value'], __type: 'Validation Error' }])
  assert.equal(await refusal({ filters: { nimic: 1 } }), 'filters')
  assert.equal(await refusal({ filters: { elevi: 'mulți' } }), 'filters')
  assert.equal(await refusal({ filters: { elevi: { like: 1 } } }), 'filters')
  assert.equal(await refusal({ filters: { $not: [] } }), 'filters')
  assert.equal(await refusal({ filters: 'x' }), 'filters')
  assert.equal(await refusal({ filters: [] }), 'filters')
  assert.equal(await refusal({ sort: 'nimic desc' }), 'sort')
  assert.equal(await refusal({ sort: 'oras; DROP TABLE x' }), 'sort')
  assert.equal(await refusal({ fields: ['nimic'] }), 'fields')
  assert.equal(await refusal({ q: { nimic: 'x' } }), 'q')
  assert.equal(await refusal({ q: [1] }), 'q')
  assert.equal(await refusal({ limit: -1 }), 'limit')
  assert.equal(await refusal({ offset: 'x' }), 'offset')
  assert.equal(await refusal({ records_format: 'xls' }), 'records_format')
  let nested: Record<string, unknown> = { oras: 'x' }
  for (let deep = 0; deep < 20; deep++) nested = { $or: [nested] }
  assert.equal(await refusal({ filters: nested }), 'filters')
})

test('what is not published has no table', async () => {
  const { pool } = app.deps.database
  await pool.query("UPDATE open_data.dataset SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x'")
  try {
    assert.equal((await search()).status, 404)
    assert.equal((await call('package_show', { id: 'scoli' })).status, 404)
    assert.deepEqual((await call('package_list')).result, [])
    assert.equal((await app.get(`/datastore/dump/${table.id}`)).statusCode, 404)
  } finally {
    await pool.query("UPDATE open_data.dataset SET state = 'published', withdrawn_at = NULL, withdrawn_reason = NULL")
  }
})

test('a table says what it is', async () => {
  const { result } = await call('datastore_info', { id: table.id })
  assert.equal(result.meta.count, 5)
  assert.equal(result.meta.table_type, 'BASE TABLE')
  assert.deepEqual(
    result.fields.map(({ id, schema }: { id: string; schema: { native_type: string } }) => [id, schema.native_type]),
    [
      ['oras', 'text'],
      ['elevi', 'int8'],
      ['medie', 'float8'],
      ['privat', 'bool'],
      ['din', 'date'],
      ['vazut', 'timestamp'],
    ],
  )
})

test('a table is given away as a file', async () => {
  const dump = (query: string) => app.get(`/datastore/dump/${table.id}${query}`)
  const csv = await dump('')
  assert.equal(csv.statusCode, 200)
  assert.match(String(csv.headers['content-disposition']), new RegExp(`filename="${table.id}.csv"`))
  assert.deepEqual(csv.body.split(/\r?\n/).slice(0, 3), [
    '_id,oras,elevi,medie,privat,din,vazut',
    '1,Chișinău,1200,8.5,false,1990-09-01,2026-11-25T08:30:00',
    '2,Bălți,900,7.25,false,1991-09-01,',
  ])
  assert.match(csv.body, /^4,"Soroca, ""Nord""",300,9,true/m)
  assert.equal((await dump('?bom=true')).rawPayload.subarray(0, 3).toString('hex'), 'efbbbf')
  const some = await dump(`?format=tsv&fields=oras,elevi&sort=elevi desc&limit=2&filters={"oras":["Chișinău","Orhei"]}`)
  assert.deepEqual(some.body.trim().split(/\r?\n/), ['oras\televi', 'Orhei\t9007199254740993', 'Chișinău\t1200'])
  const json = await dump('?format=json')
  assert.match(json.body, /9007199254740993/)
  assert.deepEqual(json.json().records[1], [2, 'Bălți', 900, 7.25, false, '1991-09-01', null])
  assert.equal(json.json().fields[0].id, '_id')
  const xml = await dump('?format=xml')
  assert.match(xml.body, /<row _id="4"><oras>Soroca, &quot;Nord&quot;<\/oras><elevi>300<\/elevi>/)
  assert.deepEqual(
    [json, xml].map(({ headers, rawPayload }) => headers['content-length'] === String(rawPayload.length)),
    [true, true],
  )
  assert.equal((await dump('?format=json&bom=true')).body, `\ufeff${json.body}`)
  assert.match(xml.body, /<medie xsi:nil="true"\/>/)
  assert.equal((await dump('?format=xls')).statusCode, 409)
  assert.equal((await dump('?filters={"nimic":1}')).statusCode, 409)
  assert.equal((await app.get('/datastore/dump/x')).statusCode, 404)
  const again = await dump('')
  assert.deepEqual(again.rawPayload, csv.rawPayload)
})

test('datasets are listed, shown and found', async () => {
  assert.deepEqual((await call('package_list')).result, ['scoli'])
  assert.deepEqual((await call('package_list', { limit: 1, offset: 1 })).result, [])
  const { result } = await call('package_show', { id: 'scoli' })
  assert.deepEqual((await call('package_show', { id: result.id })).result, result)
  assert.equal(result.state, 'active')
  assert.equal(result.organization.name, 'primaria-balti')
  assert.match(result.metadata_modified, /^2026-11-22T10:00:00\.\d{6}$/)
  assert.equal(result.resources[0].id, table.id)
  assert.equal(result.resources[0].datastore_active, true)
  assert.deepEqual(
    result.tags.map(({ name }: { name: string }) => name),
    ['elevi', 'școli'],
  )
  const missing = await call('package_show', { id: 'nimic' })
  assert.deepEqual([missing.status, missing.error.__type], [404, 'Not Found Error'])
  const found = async (input: Record<string, unknown>) => (await call('package_search', input)).result.count
  assert.equal(await found({}), 1)
  assert.equal(await found({ q: 'SCOLI' }), 1)
  assert.equal(await found({ q: 'spitale' }), 0)
  assert.equal(await found({ fq: 'organization:primaria-balti' }), 1)
  assert.equal(await found({ fq: 'organization:"alta"' }), 0)
  assert.equal(await found({ fq: 'metadata_modified:[2026-11-22T00:00:00Z TO *]', sort: 'id asc' }), 1)
  assert.equal(await found({ fq: 'metadata_modified:[2026-11-23T00:00:00Z TO *]' }), 0)
  const bad = await call('package_search', { nimic: 1 })
  assert.deepEqual([bad.status, bad.error.__type], [400, 'Search Query Error'])
})

test('a licence is open when its terms are, and what came with a file is never in the place of what we know', async () => {
  const { pool } = app.deps.database
  const licence = async (code: string) => {
    await pool.query('UPDATE open_data.dataset SET licence = $1', [code])
    const { license_id, license_title, isopen } = (await call('package_show', { id: 'scoli' })).result
    return [license_id, license_title, isopen]
  }
  assert.deepEqual(await licence('CC_BY_4_0'), ['CC_BY_4_0', 'Creative Commons Atribuire 4.0 (CC BY)', true])
  assert.equal((await licence('CC_BYND_4_0'))[2], false)
  assert.deepEqual((await licence('notspecified')).slice(1), ['Licența nu este spusă', false])
  assert.deepEqual((await licence('toString')).slice(1), ['toString', false])
  await licence('cc-by')
  const extras = JSON.stringify({ id: 'x', url: 'https://evil.test/', datastore_active: false, own: 'kept' })
  await pool.query('UPDATE open_data.distribution SET extras = $1', [extras])
  const [found] = (await call('package_search', {})).result.results
  const [resource] = found.resources
  assert.deepEqual([resource.id, resource.datastore_active, resource.own], [table.id, true, 'kept'])
  assert.ok(resource.url.startsWith('http://punte.test/'))
  assert.deepEqual((await call('package_show', { id: 'scoli' })).result, found)
})

test('a search that asks too much is refused before it is read', async () => {
  for (const input of [
    { fq: 'a'.repeat(1_000_000) },
    { fq: '"a:['.repeat(150_000) },
    { fq_list: ['a:['.repeat(300_000)] },
    { q: 'a'.repeat(1_001), fq: ' '.repeat(1_000) },
    { fq: 'name:a '.repeat(21) },
  ]) {
    const { status, error } = await call('package_search', input)
    assert.deepEqual([status, error.__type], [400, 'Search Query Error'])
  }
  assert.equal((await call('package_search', { fq: 'name:scoli '.repeat(20) })).result.count, 1)
  assert.equal((await call('package_search', { fq_list: [{ toString: 1 }] })).status, 409)
})

test('what no text and no time in the database can be is refused', async () => {
  for (const [action, input] of [
    ['package_show', { id: 'sc\0oli' }],
    ['package_search', { q: '\0' }],
    ['package_search', { fq: 'name:\0' }],
    ['package_search', { fq_list: ['name:\0'] }],
    ['datastore_search', { resource_id: '\0' }],
  ] as const)
    assert.equal((await call(action, input)).status, 409, action)
  for (const time of ['+275760-09-12', '-000001-01-01', '0000-01-01', '+010000-01-01', 'x'])
    assert.equal((await call('package_search', { fq: `metadata_modified:[${time} TO *]` })).status, 400, time)
  assert.equal((await call('package_search', { fq: 'metadata_modified:[0001-01-01 TO 9999-12-31]' })).result.count, 1)
  for (const elevi of ['9999999999999999999', '-9999999999999999999', 1e300])
    assert.deepEqual(await idsOf({ filters: { elevi } }), [])
})

test('the site says what it speaks', async () => {
  const { result } = await call('status_show')
  assert.match(result.ckan_version, /^2\.11\./)
  assert.equal(result.site_url, 'http://punte.test')
  assert.equal((await call('site_read')).result, true)
  assert.match((await call('help_show', { name: 'datastore_search' })).result, /resource_id/)
  assert.equal((await call('help_show', { name: 'foo' })).status, 404)
  for (const path of ['/api', '/api/3']) assert.deepEqual((await app.get(path)).json(), { version: 3 })
})
