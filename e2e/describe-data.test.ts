import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { type Pages, startBrowser, type TestBrowser } from '#test/browser.ts'
import { addDataset } from '#test/datasets.ts'
import { authorityId, signedIn } from '#test/people.ts'
import { focusedIsVisible, overflowOf, violationsOf } from './looking.ts'

let app: TestApp
let browser: TestBrowser
before(async () => {
  app = await testApp({ listen: true })
  browser = await startBrowser(app.origin)
  await addDataset(app, {
    name: 'arbori',
    title: { ro: 'Arborii de pe străzi', ru: 'Деревья на улицах' },
    themes: ['ENVI'],
    keywords: { ro: ['arbori', 'spații verzi'] },
    formats: ['CSV', 'GEOJSON'],
    highValue: 'c_ac64a52d',
  })
})
after(async () => {
  await browser?.close()
  await app?.close()
})

/** Where scripts do not run, axe cannot either: the same components are looked at where they do. */
async function looksWell({ page, complaints }: Pages, axe: 'axe' | 'no axe' = 'no axe'): Promise<void> {
  if (axe === 'axe') assert.deepEqual(await violationsOf(page), [], page.url())
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: 320, height: 640 })
  assert.deepEqual(await overflowOf(page), [], `${page.url()} at 320 px`)
  await page.setViewportSize(size)
  assert.deepEqual(complaints, [])
}

test('an officer without JavaScript begins a dataset, describes it, adds an address, publishes and withdraws it', async () => {
  const officer = await signedIn(app, {
    name: 'Oleg Kravciuc',
    email: 'oleg@example.md',
    roles: [{ name: 'officer', organisationId: await authorityId(app, 'primaria-balti') }],
  })
  const pages = await browser.openPages({ javaScript: false, lang: 'ro' })
  const { page } = pages
  const [name = '', value = ''] = officer.headers.cookie.split('=')
  await pages.context.addCookies([{ name, value, url: app.origin }])
  await page.goto(`${app.origin}/ro/work`)
  await page.getByRole('link', { name: 'Datele instituției' }).click()
  await looksWell(pages)
  await page.getByRole('link', { name: 'Set de date nou' }).click()
  await looksWell(pages)
  await page.getByRole('textbox', { name: 'Titlul în română' }).fill('Troleibuzele din Bălți')
  await page.getByLabel('Numele din adresă').fill('arbori')
  await page.getByRole('button', { name: 'Salvați ca ciornă' }).click()
  await page.getByRole('link', { name: /Alt set de date are deja numele „arbori”/ }).click()
  await looksWell(pages)
  await page.getByLabel('Numele din adresă').fill('troleibuze')
  await page.getByRole('button', { name: 'Salvați ca ciornă' }).click()
  await page.getByText('Pentru publicare mai trebuie').waitFor()
  await looksWell(pages)
  await page.getByRole('link', { name: 'Completați descrierea' }).click()
  await page.getByRole('textbox', { name: 'Descrierea în română' }).fill('Rutele și stațiile.')
  await page.getByLabel('Transport').check()
  await page.getByLabel('Licența').selectOption('CC_BY_4_0')
  await looksWell(pages)
  await page.getByRole('button', { name: 'Salvați' }).click()
  await page.getByRole('link', { name: 'Adăugați un fișier sau o adresă' }).click()
  await looksWell(pages)
  await page.getByRole('textbox', { name: 'Titlul în română' }).fill('Rutele')
  await page.getByRole('textbox', { name: 'Adresa de pe alt site' }).fill('https://example.md/rute.csv')
  await page.getByLabel('Formatul').selectOption('CSV')
  await page.getByRole('button', { name: 'Salvați' }).click()
  await page.getByRole('button', { name: 'Publicați' }).click()
  await looksWell(pages)
  await page.getByRole('link', { name: 'Pagina publică' }).click()
  await page.getByRole('heading', { level: 1, name: 'Troleibuzele din Bălți' }).waitFor()
  await looksWell(pages)
  await page.goto(`${app.origin}/ro/work/data/troleibuze`)
  await page.getByText('Retrageți').first().click()
  await page.getByRole('textbox', { name: 'De ce se retrage' }).fill('scurt')
  await page.getByRole('button', { name: 'Retrageți' }).click()
  await looksWell(pages)
  await page.getByRole('textbox', { name: 'De ce se retrage' }).fill('Orarul s-a schimbat între timp.')
  await page.getByRole('button', { name: 'Retrageți' }).click()
  await page.getByText('Retras').first().waitFor()
  await page.goto(`${app.origin}/ro/data/troleibuze`)
  await page.getByText('Orarul s-a schimbat între timp.').waitFor()
  await looksWell(pages)
  await pages.close()
})

for (const [lang, words, title] of [
  ['ro', 'arborii', 'Arborii de pe străzi'],
  ['ru', 'дерево', 'Деревья на улицах'],
] as const)
  test(`somebody finds a dataset by the keyboard alone, in ${lang}, and its pages look well`, async () => {
    const pages = await browser.openPages({ lang, width: 360, height: 740 })
    const { page } = pages
    await page.goto(`${app.origin}/${lang}/data`)
    await looksWell(pages, 'axe')
    const search = page.getByRole('searchbox')
    for (let tabs = 0; tabs < 30 && !(await search.evaluate((one) => one === document.activeElement)); tabs++)
      await page.keyboard.press('Tab')
    await focusedIsVisible(page)
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    const found = page.getByRole('link', { name: title })
    await found.waitFor()
    await looksWell(pages, 'axe')
    await found.focus()
    await focusedIsVisible(page)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await looksWell(pages, 'axe')
    for (const path of ['/data/arbori/history', '/data/institutions', '/data/institutions/primaria-chisinau']) {
      await page.goto(`${app.origin}/${lang}${path}`)
      await looksWell(pages, 'axe')
    }
    await pages.close()
  })
