import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestApp, testApp } from '#test/app.ts'
import { startBrowser, type TestBrowser } from '#test/browser.ts'
import { clippedControls, focusedIsVisible, overflowOf, violationsOf } from './looking.ts'
import { facelessControls, focusRingOf, hiddenInPrint, printedText } from './looking-otherwise.ts'

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

test('what the journeys look for is found where it is', async () => {
  const { page, close } = await browser.openPages({ width: 320 })
  await page.setContent(`<html lang="ro"><title>x</title><main>
    <h1>x</h1><p style="color:#bbb;background:#fff">pale</p><input>
    <button style="outline:0;box-shadow:none;width:900px">wide</button>
    <button style="height:10px;overflow:hidden;font-size:40px">cut</button></main>`)
  const rules = (await violationsOf(page)).map((line) => line.split(':')[0])
  assert.deepEqual([...new Set(rules)].sort(), ['color-contrast', 'label', 'target-size'])
  assert.deepEqual(await overflowOf(page), ['button.'])
  assert.deepEqual(await clippedControls(page), ['button wide', 'button cut'])
  await page.locator('button').first().focus()
  await assert.rejects(focusedIsVisible(page), /BUTTON wide cannot be seen/)
  await close()
})

test('what is looked for in forced colours and on paper is found where it is', async () => {
  const { page, close } = await browser.openPages({ forcedColors: true })
  await page.setContent(`<html lang="ro"><title>x</title><style>@media print { .gone { display: none } }</style><main>
    <h2 class="gone">Motive</h2><p>citit</p><button>cu margine</button>
    <button style="border:0;outline:0">fără margine</button><input style="border:1px solid Canvas;forced-color-adjust:none;border-color:#fff">
    <button style="outline:0;box-shadow:0 0 0 3px red">fără inel</button></main>`)
  const { seen, faceless } = await facelessControls(page)
  assert.equal(seen, 4)
  assert.deepEqual(faceless, ['button. fără margine', 'input. '])
  await page.getByRole('button', { name: 'fără inel' }).focus()
  assert.deepEqual(await focusRingOf(page), { name: 'BUTTON fără inel', ring: false })
  assert.deepEqual(await hiddenInPrint(page), [])
  await page.emulateMedia({ media: 'print' })
  assert.deepEqual(await hiddenInPrint(page), ['h2.gone Motive'])
  assert.doesNotMatch(await printedText(page), /Motive/)
  await close()
})

test('a style refused by the policy, a script that fails and a request to elsewhere are complaints', async () => {
  const { page, complaints, close } = await browser.openPages()
  await page.goto(`${app.origin}/ro`)
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<p style="color:red">x</p><img src="http://127.0.0.2:9/x.png" alt="">',
    )
    setTimeout(() => {
      throw new Error('broken')
    })
  })
  const awaited = [/style/i, /Content Security Policy/, /broken/, /127\.0\.0\.2/]
  const missing = () => awaited.filter((words) => !words.test(complaints.join('\n')))
  for (let looks = 0; missing().length > 0 && looks < 200; looks++) await page.waitForTimeout(50)
  assert.deepEqual(missing(), [])
  await close()
})
