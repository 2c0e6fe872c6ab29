import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import type { Lang } from '#kernel/i18n/view.ts'
import { sampleView } from '../sample-view.ts'
import { Card } from './Card.tsx'
import { Forbidden, NotFound, PayloadTooLarge, ServerError, TooManyRequests } from './ErrorPages.tsx'
import { Heading } from './Heading.tsx'
import { Page } from './Page.tsx'
import { Progress } from './Progress.tsx'
import { TextArea } from './TextArea.tsx'
import { TextField } from './TextField.tsx'

const EVIL = `"><script>alert(1)</script>'`
const view = sampleView()

test('nothing that a person wrote becomes markup', () => {
  const html = renderToString(
    <Page
      view={view}
      title={EVIL}
      description={EVIL}
      openGraph={{ image: { url: EVIL, alt: EVIL, width: 1, height: 1 } }}
    >
      <Heading title={EVIL} lead={EVIL} meta={EVIL} />
      <Card title={EVIL} href={EVIL} />
      <TextField view={view} name="a" label={EVIL} value={EVIL} hint={EVIL} error={EVIL} />
      <TextArea view={view} name="b" label="B" value={`</textarea>${EVIL}`} />
      <Progress view={view} value={1} max={2} label={EVIL} />
    </Page>,
  )
  assert.doesNotMatch(html, /<script>/)
  assert.equal(html.match(/<script /g)?.length, 1, 'only our own script')
  assert.equal(html.match(/<\/textarea>/g)?.length, 1)
})

test('a page knows its other languages', () => {
  const html = renderToString(
    <Page view={sampleView({ lang: 'ru', path: '/petitions/42-x' })} title="X" origin="https://punte.example">
      <p />
    </Page>,
  )
  assert.match(html, /^<html lang="ru">/)
  assert.match(html, /rel="canonical" href="https:\/\/punte.example\/ru\/petitions\/42-x"/)
  for (const lang of ['ro', 'ru', 'en']) {
    assert.match(
      html,
      new RegExp(`rel="alternate" hreflang="${lang}" href="https://punte.example/${lang}/petitions/42-x"`),
    )
    assert.match(html, new RegExp(`href="/${lang}/petitions/42-x" lang="${lang}" hreflang="${lang}"`))
  }
})

test('the content policy is kept: no style attribute, no inline script or handler', () => {
  const html = renderToString(
    <Page view={view} title="X">
      <Progress view={view} value={1} max={2} label="x" passed={[1]} next="y" />
    </Page>,
  )
  assert.doesNotMatch(html, / style=| on[a-z]+=|<style|<script(?![^>]* src=)/)
})

for (const lang of ['ro', 'ru', 'en'] satisfies Lang[]) {
  test(`error pages speak ${lang}`, () => {
    const here = sampleView({ lang })
    const pages = [
      <NotFound view={here} />,
      <Forbidden view={here} />,
      <ServerError view={here} requestId="r-1" />,
      <TooManyRequests view={here} seconds={61} />,
      <PayloadTooLarge view={here} limit="10 MB" />,
    ].map((page) => renderToString(page))
    for (const html of pages) {
      assert.equal(html.match(/<h1/g)?.length, 1)
      assert.match(html, /name="robots" content="noindex"/)
    }
    assert.match(pages[2] ?? '', /r-1/)
    assert.match(pages[3] ?? '', /\b2 /)
    assert.match(pages[4] ?? '', /10 MB/)
  })
}
