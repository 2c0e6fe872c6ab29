import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, type PagesOptions, startBrowser, type TestBrowser } from '#test/browser.ts'
import { owing } from '#test/owing.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { answer, answers, begin } from '#test/petitions.ts'
import { countOf, openPetition } from '#test/signatures.ts'

let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
})
after(async () => {
  await browser?.close()
  await app?.close()
})

for (const javaScript of [true, false])
  test(`signing, ${javaScript ? 'with' : 'without'} scripts: double clicks, the back button and two tabs count once`, async () => {
    const number = await openPetition(app, `Dublu ${javaScript}`)
    const { page, context, complaints, close } = await browser.openPages({ javaScript })
    const email = `dublu-${javaScript}@example.md`
    await page.goto(`${app.origin}/ro/petitions/${number}`)
    await fillIn(page, email)
    await page.getByRole('button', { name: 'Semnez petiția' }).dblclick()
    await arrived(page, /check-your-mail$/)
    assert.ok((await mailsTo(email)).length >= 1)
    // A second click must not leave the first without an answer, nor the person without a link.
    const links = await mailsTo(email)

    await page.goBack()
    await fillIn(page, email)
    await page.getByRole('button', { name: 'Semnez petiția' }).click()
    await page.waitForURL(/check-your-mail$/)

    const other = await context.newPage()
    const confirmation = links[0] as string
    await Promise.all([page.goto(confirmation), other.goto(confirmation)])
    await page.getByRole('button', { name: 'Confirm semnătura' }).dblclick()
    await arrived(page, /signatures\/[^/]+$/)
    assert.equal(await headingOf(page), 'Semnătura a fost numărată')
    await other.getByRole('button', { name: 'Confirm semnătura' }).click()
    await other.waitForURL(/signatures\/[^/]+$/)
    assert.equal(await headingOf(other), 'Semnătura a fost numărată')
    // Back to the button after it was pressed, and pressed again.
    await page.goBack()
    const again = page.getByRole('button', { name: 'Confirm semnătura' })
    if (await again.count()) await again.click()
    else await page.goto(confirmation)
    assert.equal((await countOf(app, number)).total, 1)
    // A reused link of the other request leads to the same signature.
    await page.goto((await mailsTo(email)).at(-1) as string)
    const last = page.getByRole('button', { name: 'Confirm semnătura' })
    if (await last.count()) await last.click()
    assert.equal((await countOf(app, number)).total, 1)
    assert.deepEqual(complaints, [])
    await close()
  })

test('a link that is too old says so, in its language, and where to begin anew', async () => {
  const number = await openPetition(app, 'Link vechi', '2028-01-01')
  const { page, close } = await browser.openPages({ lang: 'ru' })
  await page.goto(`${app.origin}/ro/petitions/${number}`)
  await fillIn(page, 'vechi@example.md')
  await page.getByRole('button', { name: 'Semnez petiția' }).click()
  await page.waitForURL(/check-your-mail$/)
  const [link = ''] = await mailsTo('vechi@example.md')
  const before = app.clock.now()
  app.clock.advance(8 * 86_400)
  const opened = await page.goto(link)
  assert.equal(opened?.status(), 410)
  assert.equal(await page.getByRole('button', { name: 'Confirm semnătura' }).count(), 0)
  assert.ok((await page.getByRole('main').getByRole('link').count()) > 0, 'a way on')
  app.clock.set(before.toISOString())
  assert.equal((await countOf(app, number)).total, 0)
  await close()
})

test('a draft in two tabs: sent twice it is one petition; the back button and the other tab lead to it', async () => {
  const ana = await signedIn(app, { name: 'Ana Moraru', email: 'ana@example.md' })
  const draft = await begin(app, ana, 'Iluminat pe aleea de lângă grădinița nr. 7')
  for (const step of ['similar', 'why', 'addressees', 'place', 'language', 'documents', 'starter'] as const)
    await answer(app, ana, draft, step, step === 'similar' ? { differs: 'yes' } : answers[step])
  const { page, context, close } = await as(ana, { javaScript: false })
  const other = await context.newPage()
  const stale = await context.newPage()
  await Promise.all([
    page.goto(`${app.origin}/ro${draft}/check`),
    other.goto(`${app.origin}/ro${draft}/check`),
    stale.goto(`${app.origin}/ro${draft}/why`),
  ])
  for (const one of [page, other]) await one.getByLabel(/Am verificat răspunsurile/).check()
  await page.getByRole('button', { name: 'Trimit petiția' }).dblclick()
  await arrived(page, /\/petitions\/\d+\/mine$/)
  await other.getByRole('button', { name: 'Trimit petiția' }).click()
  await other.waitForURL(/\/petitions\/\d+\/mine$/)
  assert.equal(other.url(), page.url())
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM petitions.petition WHERE starter_mailbox_id = ${ana.mailboxId}`.execute(
    app.services.db,
  )
  assert.equal(rows[0]?.n, 1)
  await other.goBack()
  assert.match(other.url(), /\/petitions\/\d+\/mine$/, 'what was sent cannot be changed: back leads to the petition')
  const typed = 'Copiii trec prin întuneric; am mai scris aici un motiv după trimitere.'
  await stale.getByRole('textbox', { name: 'De ce?' }).fill(typed)
  const [reply] = await Promise.all([
    stale.waitForResponse((response) => response.request().method() === 'POST'),
    stale.getByRole('button', { name: 'Continuă', exact: true }).click(),
  ])
  assert.ok([409, 410].includes(reply.status()), String(reply.status()))
  assert.match(await mainOf(stale), /trimis/i)
  await close()
})

test('an answer in two tabs: sent twice it is one; the stale tab says so and keeps what was written', async () => {
  const organisationId = await authorityId(app, 'primaria-chisinau')
  const officer = await signedIn(app, {
    name: 'Olga Ofițer',
    email: 'olga@example.md',
    roles: [{ name: 'officer', organisationId }],
  })
  const number = await owing(app, { authority: 'primaria-chisinau', dueOn: '2026-12-20' })
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM petitions.case c JOIN petitions.petition p ON p.id = c.petition_id WHERE p.number = ${number}`.execute(
    app.services.db,
  )
  const { page, context, close } = await as(officer, { javaScript: false })
  const stale = await context.newPage()
  const path = `${app.origin}/ro/work/cases/${rows[0]?.id}`
  for (const tab of [page, stale]) await tab.goto(path)
  const write = async (tab: Page, text: string) => {
    const form = tab.locator('form[action$="/answer"]')
    for (const closed of await tab.locator('details:not([open]):has(form[action$="/answer"]) > summary').all())
      await closed.click()
    await form.locator('[name="outcome"][value="rejected"]').check()
    await form.locator('[name="text"]').fill(text)
    return form.locator('button[type="submit"]')
  }
  await (await write(page, 'Drumul este al municipiului, dar banii lipsesc.')).dblclick()
  await page.waitForLoadState()
  const written = 'Al doilea răspuns, scris mult timp în cealaltă fereastră.'
  await (await write(stale, written)).click()
  await stale.waitForLoadState()
  const said = await mainOf(stale)
  assert.match(said, /altcineva a schimbat starea/)
  assert.ok(said.includes(written), 'what was written can be copied')
  const kept = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM petitions.case_answer WHERE case_id = ${rows[0]?.id}`.execute(app.services.db)
  assert.equal(kept.rows[0]?.n, 1)
  await close()
})

test('Enter in a form that came back sends it, and does not change its language', async () => {
  const number = await openPetition(app, 'Tasta Enter')
  const { page, close } = await browser.openPages({ javaScript: false })
  await page.goto(`${app.origin}/ro/petitions/${number}`)
  await fillIn(page, 'enter')
  await page.getByRole('button', { name: 'Semnez petiția' }).click()
  await page.getByRole('alert').waitFor()
  assert.ok(await page.getByRole('button', { name: 'Русский' }).isVisible())
  await page.getByLabel('E-mail').fill('enter@example.md')
  await page.getByLabel('E-mail').press('Enter')
  await page.waitForURL(/\/ro\/.*check-your-mail$/)
  assert.equal((await mailsTo('enter@example.md')).length, 1)
  await close()
})

/** The second click of a double one ends the navigation that the first began: whoever waited for that one waits for the next. */
async function arrived(page: Page, address: RegExp): Promise<void> {
  await page.waitForURL(address).catch((failure: Error) => {
    if (!failure.message.includes('ERR_ABORTED')) throw failure
    return page.waitForURL(address)
  })
}

async function as(person: TestPerson, options: PagesOptions): Promise<Pages> {
  const pages = await browser.openPages(options)
  const [name = '', value = ''] = person.headers.cookie.split('=')
  await pages.context.addCookies([{ name, value, url: app.origin }])
  return pages
}

async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Nume și prenume').fill('Maria Rusu')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await page.getByLabel(/^Sunt de acord/).check()
}

/** Links of the mails to an address, oldest first. */
async function mailsTo(address: string): Promise<string[]> {
  const mails = (await app.mails()).filter(({ to }) => to === address)
  return mails.map(({ text }) => /https?:\/\/\S+\/confirmation/.exec(text)?.[0] ?? '')
}

async function headingOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? ''
}

async function mainOf(page: Page): Promise<string> {
  return (await page.getByRole('main').textContent()) ?? ''
}
