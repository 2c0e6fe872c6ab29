import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { startClock } from '#commons/lifecycle/clocks.ts'
import { sendNews } from '#commons/notices/send-news.ts'
import { transact } from '#kernel/database/transact.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { owing } from '#test/owing.ts'
import { officerOf, signedIn, type TestPerson } from '#test/people.ts'
import { linkTo } from '#test/petitions.ts'
import { signByMail } from '#test/signatures.ts'
import { CASE } from './case.ts'
import { petitionNews } from './news.ts'

let app: TestApp
let officer: TestPerson

before(async () => {
  app = await testApp({ now: '2026-11-23T08:00:00Z' })
  officer = await officerOf(app, 'primaria-cahul', { name: 'Ana Funcționar', email: 'ana@primaria.example' })
})
after(() => app.close())

const text = 'Drumul **nu** este al municipiului.\n\n- vedeți art. 5\n- scrieți <Administrației>'

test('the mail about an answer says the outcome and the words, in the reader’s language and the answer’s', async () => {
  const number = await followed(['ro', 'ru', 'en'])
  const translation = 'Дорога не принадлежит муниципию.'
  await act(number, 'answer', { outcome: 'rejected', text, lang: 'ro', translation, translationLang: 'ru' })
  await tell()

  const romanian = await mailTo(`ro.${number}`)
  assert.match(romanian.text, /Rezultatul: respinsă – cererea a fost examinată și găsită neîntemeiată\./)
  assert.match(romanian.text, /Textul răspunsului, în limba română:/)
  assert.match(
    romanian.text,
    /\n> Drumul nu este al municipiului\.\n> – vedeți art\. 5\n> – scrieți <Administrației>\n/,
  )
  assert.match(romanian.text, new RegExp(`http://punte.test/ro/petitions/${number}-`))
  assert.match(romanian.html, /<blockquote lang="ro"[^>]*><p[^>]*>Drumul nu este al municipiului\.<\/p>/)
  assert.match(romanian.html, /scrieți &lt;Administrației&gt;/)
  assert.match(romanian.html, /Rezultatul: respinsă/)

  const russian = await mailTo(`ru.${number}`)
  assert.match(russian.text, /Итог: отклонена/)
  assert.match(russian.text, /Перевод, сделанный органом \(язык самого ответа – румынский\):\n\n> Дорога не/)
  assert.match(russian.html, /<blockquote lang="ru"/)
  assert.doesNotMatch(russian.text, /Drumul/)

  const english = await mailTo(`en.${number}`)
  assert.match(english.text, /The text of the answer, in Romanian:\n\n> Drumul/)
  assert.match(english.html, /<html lang="en">.*<blockquote lang="ro"/s)
})

test('a long answer is cut between words, and says that the page has all of it', async () => {
  const number = await followed(['ro'])
  await act(number, 'answer', { outcome: 'satisfied', text: 'Vom repara drumul. '.repeat(200), lang: 'ro' })
  await tell()
  const mail = await mailTo(`ro.${number}`)
  const quoted = mail.text.split('\n').find((line) => line.startsWith('> ')) ?? ''
  assert.ok(quoted.length > 1000 && quoted.length < 1600, String(quoted.length))
  assert.match(quoted, /(drumul|repara|Vom)…$/)
  assert.match(mail.text, /Textul este mai lung: întregul răspuns/)
})

test('a correction tells why and the new words; of a petition that was taken down no words leave', async () => {
  const number = await followed(['ro'])
  await act(number, 'answer', { outcome: 'rejected', text, lang: 'ro' })
  const first = await newest()
  await act(number, 'correction', { text: 'Alt drum, alt articol.', lang: 'ro', correction: 'Am greșit articolul.' })
  await tell()
  const corrected = await mailTo(`ro.${number}`)
  assert.match(corrected.subject, /^Răspuns corectat/)
  assert.match(corrected.text, /De ce a fost corectat: Am greșit articolul\./)
  assert.match(corrected.text, /> Alt drum, alt articol\./)

  await sql`UPDATE petitions.petition SET state = 'refused' WHERE number = ${number}`.execute(app.services.db)
  await sendNews(app.services, petitionNews, first)
  const late = await mailTo(`ro.${number}`)
  assert.match(late.subject, /a răspuns/)
  assert.doesNotMatch(late.text + late.html, /Drumul|Alt drum/)
})

test('who signed hears what the authority does; who follows also hears of a clarification and of the close', async () => {
  const number = await followed(['ro'])
  const starter = await signedIn(app, { name: 'Ion Țurcanu', email: `starter.${number}@example.md` })
  await sql`UPDATE petitions.petition SET starter_mailbox_id = ${starter.mailboxId} WHERE number = ${number}`.execute(
    app.services.db,
  )
  const signer = { name: 'Maria Rusu', email: `signer.${number}@example.md`, place: 'md-cu', consent: 'yes' }
  await signByMail(app, { ...signer, wantsNews: 'yes' }, number)

  await own(starter, number, 'clarifications', { text: 'Drumul duce și la spital.', 'idempotency-key': 'clarify' })
  assert.deepEqual(await toldOf(/^Clarificare/), [`ro.${number}`])
  assert.doesNotMatch((await mailTo(`ro.${number}`)).text, /spital/)
  await own(starter, number, 'closing', { sure: 'yes' })
  assert.deepEqual(await toldOf(/^Petiția s-a încheiat/), [`ro.${number}`, `starter.${number}`])
  await act(number, 'answer', { outcome: 'satisfied', text, lang: 'ro' })
  await act(number, 'completion', {})
  assert.deepEqual(await toldOf(/^Îndeplinită/), [`ro.${number}`, `signer.${number}`, `starter.${number}`])
})

test('a public hearing that was held is told', async () => {
  const number = await followed(['ro'])
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  await transact(app.services.db, (tx) =>
    startClock(
      tx,
      app.services.calendar,
      {
        name: 'promised-hearing',
        subject: { kind: CASE, id: rows[0]?.id as string },
        by: { promisedBy: 'primaria-cahul' },
        unit: 'days',
        length: 60,
        startsOn: '2026-11-23',
      },
      app.clock.now(),
    ),
  )
  await act(number, 'hearing', { text: 'Au venit 40 de oameni.', lang: 'ro', day: '2026-11-23' })
  assert.deepEqual(await toldOf(/^Audiere publică/), [`ro.${number}`])
})

async function own(starter: TestPerson, number: number, path: string, fields: Record<string, string>): Promise<void> {
  app.clock.advance(60)
  const reply = await app.post(`/ro/petitions/${number}/mine/${path}`, fields, starter.headers)
  assert.equal(reply.statusCode, 303, reply.body)
}

/** Who got the newest news, by letters whose subject begins so. */
async function toldOf(subject: RegExp): Promise<string[]> {
  await tell()
  const mails = (await app.mails()).filter((mail) => subject.test(mail.subject))
  return mails.map(({ to }) => to.replace('@example.md', '')).sort()
}

/** A petition that waits for an answer, with a reader in each of the languages. */
async function followed(langs: string[]): Promise<number> {
  const number = await owing(app, { authority: 'primaria-cahul', dueOn: '2026-12-10', title: 'Un drum spre sat' })
  for (const lang of langs) {
    const email = `${lang}.${number}@example.md`
    assert.equal((await app.post(`/${lang}/petitions/${number}/follow`, { email })).statusCode, 303)
    assert.equal((await app.post(await linkTo(app, email), {})).statusCode, 303)
  }
  return number
}

let sent = 0
async function act(number: number, path: string, fields: Record<string, string>) {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  // Later ids are later news.
  app.clock.advance(60)
  sent += 1
  const body = { ...fields, act: path, 'idempotency-key': `act-${sent}` }
  const reply = await app.post(`/ro/work/cases/${rows[0]?.id}/${path}`, body, officer.headers)
  assert.equal(reply.statusCode, 303, reply.body)
}

async function newest(): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM notices.announcement ORDER BY id DESC LIMIT 1`.execute(
    app.services.db,
  )
  return rows[0]?.id as string
}

const tell = async () => sendNews(app.services, petitionNews, await newest())

async function mailTo(name: string) {
  const mail = (await app.mails()).findLast(({ to }) => to === `${name}@example.md`)
  assert.ok(mail, name)
  return mail
}
