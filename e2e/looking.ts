import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What is good is not described node by node, and style sheets are not asked for again: no rule of these reads them. */
const AXE: Parameters<AxeBuilder['options']>[0] = { resultTypes: ['violations'], preload: { assets: ['media'] } }

/**
 * What axe finds against WCAG 2.2 AA, one line a place.
 * @param rules only these, such as color-contrast for a second colour scheme
 */
export async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  // Half a megabyte of program, which a page keeps until another one is loaded.
  const isThere = await page.evaluate(() => 'axe' in window)
  // Legacy mode runs in the page itself: there are no frames to walk into, and a blank second page is spared.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode(true).options(AXE)
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(WCAG)).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html.slice(0, 120)}`))
}

/** What stands out of the page to the right, when the page can be scrolled sideways. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('.table-scroll'))
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
  })
}

/** Controls of the page whose text does not fit into them, or that stand outside the screen. */
export async function clippedControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(input, select, textarea, button, label, .button)')]
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const hidden = box.width === 0 || element.closest('details:not([open])')
        const cut = getComputedStyle(element).overflow === 'hidden' && element.scrollHeight > element.clientHeight + 1
        return !hidden && (cut || box.left < 0 || box.right > document.documentElement.clientWidth + 1)
      })
      .map((element) => `${element.tagName.toLowerCase()} ${element.textContent?.slice(0, 40)}`),
  )
}

/** @throws AssertionError when what has the focus shows neither outline nor ring, or is out of sight */
export async function focusedIsVisible(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return { name: 'nothing', visible: true }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused)
    const { width, height, bottom, top } = focused.getBoundingClientRect()
    const ring = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
    const name = `${focused.tagName} ${focused.textContent?.trim().slice(0, 40)}`
    return { name, visible: ring && width > 0 && height > 0 && bottom > 0 && top < innerHeight }
  })
  assert.ok(seen.visible, `the focus on ${seen.name} cannot be seen`)
}
