import assert from 'node:assert/strict'
import type { TestApp } from './app.ts'
import type { TestPerson } from './people.ts'

/** A whole set of answers, as somebody types them question by question. */
export const answers = {
  title: { title: 'Trecere de pietoni cu semafor lângă școala din Costești' },
  why: { why: 'Copiii traversează un drum național **fără semafor**.\n\n- dimineața\n- după ore' },
  addressees: { addressee: 'primaria-chisinau', addressee2: '', addressee3: '' },
  place: { place: 'md-cu-botanica', topic: 'roads' },
  language: { language: 'ro' },
  documents: { documents: 'seen' },
  starter: { starter: 'named', name: 'Ana Moraru' },
}

/** Begins a draft through the form. @returns its address without language, such as /petitions/drafts/<id> */
export async function begin(app: TestApp, person: TestPerson, title = answers.title.title): Promise<string> {
  const form = await app.get('/ro/petitions/drafts/new', person.headers)
  assert.equal(form.statusCode, 200, form.body)
  const reply = await app.post(
    '/ro/petitions/drafts/new',
    { title, 'idempotency-key': hidden(form.body, 'idempotency-key') },
    person.headers,
  )
  assert.equal(reply.statusCode, 303, reply.body)
  return (/^\/ro(\/petitions\/drafts\/[0-9a-f-]+)\//.exec(String(reply.headers.location)) ?? [])[1] as string
}

/** Answers one question on the page as it stands now. */
export async function answer(
  app: TestApp,
  person: TestPerson,
  draft: string,
  step: string,
  fields: Record<string, string>,
) {
  const form = await app.get(`/ro${draft}/${step}`, person.headers)
  assert.equal(form.statusCode, 200, form.body)
  // Files are answered by their own form, which compares no version.
  const { version } = (await app.get(`/api/v1${draft}/${step}`, person.headers)).json()
  return app.post(`/ro${draft}/${step}`, { ...fields, version: String(version) }, person.headers)
}

/** Answers what is left, and submits. @returns the number of the petition */
export async function submit(
  app: TestApp,
  person: TestPerson,
  draft: string,
  more: Record<string, Record<string, string>> = {},
): Promise<number> {
  for (const [step, fields] of Object.entries({ ...answers, similar: { differs: 'yes' }, ...more })) {
    if (step === 'title') continue
    const reply = await answer(app, person, draft, step, fields)
    assert.equal(reply.statusCode, 303, `${step}: ${reply.body}`)
  }
  const check = await app.get(`/ro${draft}/check`, person.headers)
  const reply = await app.post(
    `/ro${draft}/submission`,
    { truth: 'yes', version: hidden(check.body, 'version'), 'idempotency-key': hidden(check.body, 'idempotency-key') },
    person.headers,
  )
  assert.equal(reply.statusCode, 303, reply.body)
  return Number(/petitions\/(\d+)\/mine/.exec(String(reply.headers.location))?.[1])
}

/** The address of the private link, without host. */
export async function supportPath(app: TestApp, person: TestPerson, number: number): Promise<string> {
  const mine = await app.get(`/api/v1/petitions/${number}/mine`, person.headers)
  return new URL(mine.json().supportUrl).pathname
}

/** The newest link in a mail to that address. */
export async function linkTo(app: TestApp, address: string): Promise<string> {
  const mail = (await app.mails()).findLast(({ to }) => to === address)
  const link = mail?.text.match(/https?:\/\/[^/\s]+(\/\S+)/)?.[1]
  assert.ok(link, `a link in a mail to ${address}`)
  return link
}

/** Supports by mail, with the button of the confirmation. @returns address of the receipt */
export async function supportByMail(app: TestApp, path: string, who: { name: string; email: string }): Promise<string> {
  const asked = await app.post(path, { ...who, place: 'md-cu-botanica', consent: 'yes', showName: 'yes' })
  assert.equal(asked.statusCode, 303, asked.body)
  const confirmed = await app.post(await linkTo(app, who.email), {})
  assert.equal(confirmed.statusCode, 303, confirmed.body)
  return String(confirmed.headers.location)
}

export function hidden(html: string, name: string): string {
  const value = new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(html)?.[1]
  assert.ok(value, `a hidden field ${name}`)
  return value
}
