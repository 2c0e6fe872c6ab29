import { sql } from 'kysely'
import { newId } from '#kernel/ids.ts'
import { readWaiting } from '#modules/open-data/ingest/read-waiting.ts'
import type { TestApp } from './app.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'

/** A distribution without a file yet, with an officer of its owner. */
export interface TestFiles {
  dataset: string
  distribution: string
  officer: TestPerson
  /** Path of its files without language. */
  path: string
}

let made = 0

/** As if the catalogue had made them: a dataset in some state with one distribution that takes files. */
export async function addDistribution(
  app: TestApp,
  options: { state?: 'draft' | 'published'; authority?: string; url?: string } = {},
): Promise<TestFiles> {
  const { state = 'published', authority = 'primaria-chisinau', url = null } = options
  const now = app.clock.now()
  const [datasetId, distribution, organisationId] = [newId(now), newId(now), await authorityId(app, authority)]
  made += 1
  const dataset = `date-de-incercare-${made}`
  await sql`
    INSERT INTO open_data.dataset (id, name, organisation_id, state, title, created_at, modified_at, published_at)
    VALUES (${datasetId}, ${dataset}, ${organisationId}, ${state}, '{"ro": "Date de încercare", "ru": "Пробные данные", "en": "Trial data"}', ${now}, ${now},
      ${state === 'published' ? now : null})`.execute(app.services.db)
  await sql`
    INSERT INTO open_data.distribution (id, dataset_id, position, title, url, created_at, modified_at)
    VALUES (${distribution}, ${datasetId}, 1, '{"ro": "Tabelul", "en": "The table"}', ${url}, ${now}, ${now})`.execute(
    app.services.db,
  )
  const officer = await signedIn(app, {
    name: 'Doina Plămădeală',
    email: `doina.${authority}@example.md`,
    roles: [{ name: 'officer', organisationId }],
  })
  return { dataset, distribution, officer, path: `/work/data/${dataset}/files/${distribution}` }
}

/** A file as a browser sends it, after what else its form asks. */
export function sendFile(
  app: TestApp,
  { path, officer }: Pick<TestFiles, 'path' | 'officer'>,
  name: string,
  content: string | Buffer,
  fields: Record<string, string> = {},
) {
  const boundary = 'limit-of-parts'
  const said = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  return app.server.inject({
    method: 'POST',
    url: `/ro${path}`,
    payload: Buffer.concat([
      Buffer.from(said.join('')),
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    headers: {
      ...officer.headers,
      'sec-fetch-site': 'same-origin',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
  })
}

/** As its officer does who looks at it now. */
export async function publishVersion(app: TestApp, { path, officer }: TestFiles, version: number) {
  const seen = await app.get(`/api/v1${path}/versions/${version}`, officer.headers)
  const { readAt } = seen.json()
  // Anything else would be told as a fault of the form that follows.
  if (!readAt) throw new Error(`not read: ${seen.statusCode} ${seen.body.slice(0, 2000)}`)
  return app.post(
    `/ro${path}/versions/${version}/publication`,
    { noPersonalData: 'yes', driftSeen: 'yes', readAt },
    officer.headers,
  )
}

/** A public table, as it comes to be: sent, read, published. */
export async function addPublicTable(
  app: TestApp,
  content: string | Buffer,
  options: { name?: string; authority?: string } = {},
): Promise<TestFiles> {
  const files = await addDistribution(app, options)
  await sendFile(app, files, options.name ?? 'date.csv', content)
  await readWaiting(app.services)
  const reply = await publishVersion(app, files, 1)
  if (reply.statusCode !== 303) throw new Error(`not published: ${reply.statusCode} ${reply.body.slice(0, 500)}`)
  return files
}
