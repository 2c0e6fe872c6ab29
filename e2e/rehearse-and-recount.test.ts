import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { makeRehearsal } from '#commons/processes/rehearsal/make-rehearsal.ts'
import { requestUnderWay } from '#commons/processes/rehearsal/request-store.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { authorityId, signedIn, type TestPerson } from '#test/people.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let process: Process
let doina: TestPerson
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  process = await makeBudget(app, {
    projects: [
      { title: 'Bănci noi în parcul de lângă lac', cost: 5_000_000 },
      { title: 'Felinare pe aleea spre școală', cost: 20_000_000 },
    ],
  })
  doina = await signedIn(app, {
    name: 'Doina',
    email: 'doina@example.md',
    roles: [{ name: 'officer', organisationId: await authorityId(app, 'primaria-chisinau') }],
  })
})
after(async () => {
  await browser?.close()
  await app?.close()
})

for (const javaScript of [true, false])
  test(`an officer asks for a rehearsal and waits for it, ${javaScript ? 'with' : 'without'} scripts`, async () => {
    const pages = await browser.openPages({ width: 360, height: 740, lang: 'ro', javaScript })
    const { page } = pages
    // The checks of the tree wait for timers of the page, and without scripts there are none.
    const looks = javaScript ? looksWell : fits
    await enter(pages, doina)
    await page.goto(`${app.origin}/ro/work/processes/${process.number}`)
    await page.getByRole('link', { name: 'Faceți o repetiție' }).click()
    await page.getByRole('button', { name: 'Faceți repetiția' }).click()
    await page.getByText('Repetiția așteaptă să înceapă').waitFor()
    await looks(pages)
    const request = await requestUnderWay(app.services.db, process.id)
    await makeRehearsal(app.services, request?.id as string)
    if (!javaScript) await page.getByRole('link', { name: 'Verificați din nou' }).click()
    await page.getByText('Repetiția este gata').waitFor()
    await looks(pages)
    await page.getByRole('link', { name: 'Deschideți rezultatul' }).click()
    await page.getByText('Repetiție: aici nimeni nu a votat așa').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Numărați în acest navigator' }).count(), 0)
    await looks(pages)
    await pages.close()
  })

test('anybody counts the vote again in the browser, in a thread of its own', async () => {
  await goToPhase(app, process, 'vote')
  for (const [at, picks] of [['1', '2'], ['2'], ['2']].entries()) {
    const voter = await signedIn(app, { name: 'Ana', email: `ana${at}@example.md` })
    const form = { picks, place: 'md-cu-botanica', oldEnough: 'yes' }
    const reply = await app.post(`/ro/processes/${process.number}/ballot`, form, voter.headers)
    assert.equal(reply.statusCode, 303, reply.body)
  }
  await goToPhase(app, process, 'result')
  // Who acts so much later signs in again.
  const officer = await signedIn(app, {
    name: 'Oleg',
    email: 'oleg@example.md',
    roles: [{ name: 'officer', organisationId: await authorityId(app, 'primaria-chisinau') }],
  })
  const desk = `/ro/work/processes/${process.number}/result`
  assert.equal((await app.post(`${desk}/dice`, { dice: '16243516243516243516' }, officer.headers)).statusCode, 303)
  await publishNews(app.services)
  assert.equal((await app.post(`${desk}/count`, {}, officer.headers)).statusCode, 303)
  const pages = await browser.openPages({ width: 360, height: 740, lang: 'ro' })
  await pages.page.goto(`${app.origin}/ro/processes/${process.number}/result`)
  await pages.page.getByRole('button', { name: 'Numărați în acest navigator' }).click()
  await pages.page.getByText(/la fel cum s-a publicat\. Proiecte finanțate: 2 /).waitFor()
  assert.equal(await pages.page.getByText('ALTFEL').count(), 0)
  await looksWell(pages)
  await pages.close()
})

async function enter({ context }: Pages, person: TestPerson): Promise<void> {
  const [name, value] = person.headers.cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: app.origin }])
}

async function looksWell(pages: Pages): Promise<void> {
  assert.deepEqual(await violationsOf(pages.page), [])
  await fits(pages)
}

async function fits({ page, complaints }: Pages): Promise<void> {
  assert.deepEqual(await overflowOf(page), [], page.url())
  assert.deepEqual(complaints, [])
}
