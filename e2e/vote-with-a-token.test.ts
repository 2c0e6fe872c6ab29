import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publishNews } from '#commons/ledger/publish-news.ts'
import type { Process } from '#commons/processes/process.ts'
import { transact } from '#kernel/database/transact.ts'
import { keepCounters } from '#modules/budgeting/paper/counters-store.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { goToPhase, makeBudget } from '#test/budgets.ts'
import { signedIn, type TestPerson } from '#test/people.ts'
import { overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
let process: Process
let olga: TestPerson
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  process = await makeBudget(app, {
    ballots: 'token',
    projects: [
      { title: 'Bănci noi în parcul de lângă lac', cost: 5_000_000 },
      { title: 'Felinare pe aleea spre școală', cost: 20_000_000 },
      { title: 'Teren de joacă fără bariere', cost: 60_000_000 },
    ],
  })
  await goToPhase(app, process, 'vote')
  olga = await signedIn(app, { name: 'Olga Melnic', email: 'olga@example.md' })
})
after(async () => {
  await browser?.close()
  await app?.close()
})

const phone = { width: 360, height: 740, lang: 'ro' } as const

test('on a phone: get a token, vote, change it on another device, find the ballot in the list', async () => {
  const first = await browser.openPages(phone)
  const { page } = first
  await enter(first)
  await page.goto(`${app.origin}/ro/processes/${process.number}`)
  await page.getByRole('link', { name: 'Votați' }).first().click()
  await page.getByRole('link', { name: 'Luați jetonul' }).click()
  await looksWell(first)
  assert.equal(await page.getByRole('button', { name: 'Faceți codul' }).count(), 0, 'who may vote is asked first')
  await page.getByLabel('Unde locuiți').selectOption('md-ba')
  await page.getByLabel(/Am împlinit/).check()
  await page.getByRole('button', { name: 'Mai departe' }).click()
  assert.match(await said(first), /locui/)
  assert.match((await page.locator('#f-place-error').textContent()) ?? '', /locui/, 'beside the field')
  await looksWell(first)
  await page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await page.getByRole('button', { name: 'Mai departe' }).click()
  await page.getByRole('button', { name: 'Faceți codul' }).click()
  const code = (await page.locator('[data-code]').textContent()) ?? ''
  assert.match(code, /^(\w{4}-){6}\w{4}$/)
  await looksWell(first)
  await page.getByRole('button', { name: 'Luați jetonul' }).click()
  assert.match(await said(first), /bifați că l-ați scris/)
  await page.getByLabel('L-am scris').check()
  await page.getByRole('button', { name: 'Luați jetonul' }).click()
  assert.match(await said(first), /chiar acum în registrul public/)
  await publishNews(app.services)
  await page.getByRole('button', { name: 'Luați jetonul' }).click()
  await page.getByText('Aveți jetonul').waitFor()
  await looksWell(first)

  const sent: { url: string; cookie: string | undefined }[] = []
  page.on('request', async (request) => {
    if (request.url().includes('/casts')) sent.push({ url: request.url(), cookie: (await request.allHeaders()).cookie })
  })
  await page.getByRole('link', { name: 'Mergeți la buletin' }).click()
  await page.getByLabel(/Felinare/).waitFor()
  await looksWell(first)
  await page.getByRole('button', { name: 'Depuneți buletinul' }).click()
  assert.match(await said(first), /Alegeți cel puțin un proiect/)
  await page.getByLabel(/Felinare/).check()
  await page.getByRole('button', { name: 'Depuneți buletinul' }).click()
  await page.getByText('Buletinul este depus').waitFor()
  await page.getByText('Promisiunea semnată').click()
  assert.match(await page.getByLabel('Promisiunea, cu semnătura ei').inputValue(), /^punte-ballot-promise\/v1\n/)
  await publishNews(app.services)
  await page.getByRole('link', { name: 'Descărcați dovada' }).waitFor()
  await looksWell(first)
  assert.ok(sent.length >= 4)
  assert.deepEqual([...new Set(sent.map(({ cookie }) => cookie))], [undefined], 'no cookie goes with a ballot')
  assert.deepEqual(
    first.complaints.filter((one) => !/status of (409|422)/.test(one)),
    [],
  )
  await first.close()

  const second = await browser.openPages({ ...phone, width: 1280 })
  await enter(second)
  await second.page.goto(`${app.origin}/ro/processes/${process.number}/vote`)
  await second.page.getByRole('link', { name: 'Luați jetonul' }).click()
  await second.page.getByText('Ați luat deja jetonul').waitFor()
  await second.page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await second.page.getByLabel(/Am împlinit/).check()
  await second.page.getByRole('button', { name: 'Mai departe' }).click()
  await second.page
    .getByRole('textbox', { name: 'Codul secret' })
    .fill(code.replace(/.$/, (last) => (last === '0' ? '1' : '0')))
  await second.page.getByRole('button', { name: 'Luați jetonul' }).click()
  assert.match(await said(second), /literă greșită/)
  await second.page.getByRole('textbox', { name: 'Codul secret' }).fill(code.toLowerCase().replaceAll('-', ' '))
  await second.page.getByRole('button', { name: 'Luați jetonul' }).click()
  await second.page.getByRole('link', { name: 'Mergeți la buletin' }).click()
  await second.page.getByLabel(/Teren de joacă/).check()
  await second.page.getByRole('button', { name: 'Depuneți buletinul' }).click()
  await second.page.getByText('Buletinul este depus').waitFor()
  await second.page.getByRole('button', { name: 'Uitați tot' }).click()
  assert.equal(await second.page.evaluate(() => sessionStorage.length), 0)

  await goToPhase(app, process, 'result')
  await second.page.goto(`${app.origin}/ro/processes/${process.number}/ballots`)
  await second.page.getByRole('textbox', { name: 'Codul secret' }).fill(code)
  await second.page.getByRole('button', { name: 'Căutați' }).click()
  await second.page.getByText(/a fost numărat. Proiecte: 3\./).waitFor()
  await looksWell(second)
  await second.close()
})

test('without JavaScript the pages say what is needed, in three languages', async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  const open = await makeBudget(app, { ballots: 'token', projects: [{ title: 'Bănci noi', cost: 5_000_000 }] })
  await goToPhase(app, open, 'vote')
  const counters = { counters: { ro: 'Primăria, parter' }, home: { ro: 'sunați la 112' } }
  await transact(app.services.db, (tx) => keepCounters(tx, open.id, counters, app.clock.now()))
  for (const [lang, words] of [
    ['ro', 'este nevoie de JavaScript'],
    ['ru', 'нужен JavaScript'],
    ['en', 'needs JavaScript'],
  ] as const) {
    const pages = await browser.openPages({ ...phone, lang, javaScript: false })
    await enter(pages)
    for (const path of ['token', 'vote']) {
      await pages.page.goto(`${app.origin}/${lang}/processes/${open.number}/${path}`)
      await pages.page.getByText(words).waitFor()
      await pages.page.getByText(/: Primăria, parter/).waitFor()
      assert.equal(await pages.page.getByRole('main').getByRole('button').count(), 0, 'nothing that would not work')
      assert.deepEqual(await overflowOf(pages.page), [])
    }
    await pages.close()
  }
})

test('what is wrong with lists of an anonymous ballot stands above them, and two projects have no place together', async () => {
  app.clock.set('2026-11-22T10:00:00Z')
  const open = await makeBudget(app, {
    ballots: 'token',
    blueprint: 'budgeting.civil',
    projects: [
      { title: 'Bănci noi', cost: 5_000_000 },
      { title: 'Felinare noi', cost: 6_000_000 },
      { title: 'Teren de joacă', cost: 30_000_000, envelope: 2 },
      { title: 'Trotuar nou', cost: 40_000_000, envelope: 2 },
    ],
  })
  await app.deps.database.pool.query(
    "UPDATE budgeting.envelope SET ballot_kind = 'ranking', max_picks = 2 WHERE process_id = $1 AND position = 2",
    [open.id],
  )
  await goToPhase(app, open, 'vote')
  await publishNews(app.services)
  const pages = await browser.openPages(phone)
  const { page } = pages
  await enter(pages)
  await page.goto(`${app.origin}/ro/processes/${open.number}/token`)
  await page.getByLabel('Unde locuiți').selectOption('md-cu-botanica')
  await page.getByLabel(/Am împlinit/).check()
  await page.getByRole('button', { name: 'Mai departe' }).click()
  await page.getByRole('button', { name: 'Faceți codul' }).click()
  await page.getByLabel('L-am scris').check()
  await page.getByRole('button', { name: 'Luați jetonul' }).click()
  await page.getByRole('link', { name: 'Mergeți la buletin' }).click()
  const cast = page.getByRole('button', { name: 'Depuneți buletinul' })

  for (const name of [/Bănci/, /Felinare/]) await page.getByLabel(name).check()
  await cast.click()
  assert.match(await said(pages), /Ați ales 2; cel mult 1/)
  const list = page.getByRole('group', { name: 'Proiecte mici' })
  assert.match(
    (await list.locator('.choices').evaluate((one) => one.previousElementSibling?.textContent)) ?? '',
    /cel mult 1/,
  )
  await page.getByRole('alert').getByRole('link').click()
  assert.equal(
    await list
      .getByRole('checkbox')
      .first()
      .evaluate((box) => box === document.activeElement),
    true,
  )
  await looksWell(pages)

  await page.getByLabel(/Felinare/).uncheck()
  for (const name of [/Teren/, /Trotuar/]) await page.getByLabel(name).selectOption('1')
  await cast.click()
  assert.match(await said(pages), /Două proiecte stau pe același loc/)
  assert.equal(await list.locator('[aria-invalid]').count(), 0, 'what was mended is taken away')
  await looksWell(pages)
  await page.getByLabel(/Trotuar/).selectOption('2')
  await cast.click()
  await page.getByText('Buletinul este depus').waitFor()
  await pages.close()
})

async function looksWell({ page }: Pages): Promise<void> {
  assert.deepEqual(await violationsOf(page), [], page.url())
  assert.deepEqual(await overflowOf(page), [], page.url())
}

async function said({ page }: Pages): Promise<string> {
  await page.getByRole('alert').waitFor()
  return (await page.getByRole('alert').textContent()) ?? ''
}

async function enter({ context }: Pages): Promise<void> {
  const [name = '', value = ''] = olga.headers.cookie.split('=')
  await context.addCookies([{ name, value, url: app.origin }])
}
