import assert from 'node:assert/strict'
import type { TestApp } from './app.ts'
import { authorityId, signedIn, type TestPerson } from './people.ts'

/** HTTP codes of the errors that clients of CKAN tell apart. */
const statuses: Record<string, number> = {
  'Not Found Error': 404,
  'Authorization Error': 403,
  'Validation Error': 409,
  'Search Query Error': 400,
  'Search Error': 409,
}

export interface CkanError {
  __type: string
  message?: string
  [field: string]: unknown
}

export interface SentFile {
  /** 'upload' unless said otherwise. */
  field?: string
  name: string
  content: string | Buffer
}

/** A client of CKAN's API as its documentation describes one: it knows the envelope and the table of errors, and nothing of us. */
export function ckanClient(app: TestApp, token?: string) {
  const headers = token ? { authorization: token } : {}

  async function send(action: string, input: Record<string, unknown> = {}, files: SentFile | SentFile[] = []) {
    const reply =
      [files].flat().length > 0
        ? await sendForm(action, input, [files].flat())
        : await app.postJson(`/api/action/${action}`, input, headers)
    assert.match(String(reply.headers['content-type']), /^application\/json; ?charset=utf-8$/)
    const body = reply.json()
    assert.match(body.help, new RegExp(`/api/3/action/help_show\\?name=${action}$`))
    assert.equal(body.success, reply.statusCode === 200)
    if (!body.success) assert.equal(reply.statusCode, statuses[body.error.__type], reply.body)
    return body as { success: boolean; result: any; error: CkanError }
  }

  function sendForm(action: string, input: Record<string, unknown>, files: SentFile[]) {
    const part = (head: string, content: string | Buffer) =>
      Buffer.concat([
        Buffer.from(`--of-parts\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ])
    return app.server.inject({
      method: 'POST',
      url: `/api/action/${action}`,
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=of-parts' },
      payload: Buffer.concat([
        ...Object.entries(input).map(([name, value]) => part(`name="${name}"`, String(value))),
        ...files.map(({ field = 'upload', name, content }) => part(`name="${field}"; filename="${name}"`, content)),
        Buffer.from('--of-parts--\r\n'),
      ]),
    })
  }

  return {
    /** What an action gives; fails when it refuses. */
    async call(...of: Parameters<typeof send>) {
      const { success, result, error } = await send(...of)
      assert.equal(success, true, JSON.stringify(error))
      return result
    },
    /** Why an action refuses; fails when it does not. */
    async refusal(...of: Parameters<typeof send>): Promise<CkanError> {
      const { success, error } = await send(...of)
      assert.equal(success, false)
      return error
    },
  }
}

/** An officer of an institution, and a token with which a program acts for it. */
export async function officerWithToken(
  app: TestApp,
  { authority, email, scopes }: { authority: string; email: string; scopes: string[] },
): Promise<{ officer: TestPerson; token: string }> {
  const organisationId = await authorityId(app, authority)
  const officer = await signedIn(app, { name: 'Olga', email, roles: [{ name: 'officer', organisationId }] })
  const made = await app.postJson(
    '/api/v1/account/tokens',
    { name: 'program', days: '30', scopes },
    { ...officer.headers, 'sec-fetch-site': 'same-origin' },
  )
  assert.equal(made.statusCode, 201, made.body)
  return { officer, token: made.json().token }
}
