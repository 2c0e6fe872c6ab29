import type { Page } from 'playwright-core'

/**
 * Controls of the page that forced colours leave without a shape: no edge that differs from the ground by 3:1 and, where they are links
 * in a text, no line under them.
 */
export async function facelessControls(page: Page): Promise<{ seen: number; faceless: string[] }> {
  return page.evaluate(() => {
    const luminance = (colour: string) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((one) => {
        const part = Number(one) / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const contrast = (one: string, other: string) => {
      const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
      return (light + 0.05) / (dark + 0.05)
    }
    const ground = getComputedStyle(document.body).backgroundColor
    const hasEdge = (element: Element) => {
      const style = getComputedStyle(element)
      return (['Top', 'Bottom'] as const).every(
        (side) =>
          style[`border${side}Style`] !== 'none' &&
          Number.parseFloat(style[`border${side}Width`]) >= 1 &&
          contrast(style[`border${side}Color`], ground) >= 3,
      )
    }
    const isNative = (element: Element) =>
      element.matches('input:is([type="checkbox"], [type="radio"], [type="file"], [type="date"])') &&
      getComputedStyle(element).appearance !== 'none'
    const controls = [
      // What is hidden from everybody (the button that Enter presses) needs no face.
      ...document.querySelectorAll(
        'button:not([aria-hidden="true"]), .button, input:not([type="hidden"]), select, textarea',
      ),
    ].filter((element) => element.getClientRects().length > 0)
    return {
      seen: controls.length,
      faceless: controls
        .filter((element) => !hasEdge(element) && !isNative(element))
        .map(
          (element) =>
            `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.trim().slice(0, 40)}`,
        ),
    }
  })
}

/** Whether what has the focus has an outline of two pixels: forced colours take shadows away. */
export async function focusRingOf(page: Page): Promise<{ name: string; ring: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return { name: 'nothing', ring: true }
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused)
    const { width, height, bottom, top } = focused.getBoundingClientRect()
    const drawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    const differs = outlineColor !== getComputedStyle(document.body).backgroundColor
    return {
      name: `${focused.tagName} ${focused.textContent?.trim().slice(0, 40)}`,
      ring: drawn && differs && width > 0 && height > 0 && bottom > 0 && top < innerHeight,
    }
  })
}

/** Words that the page shows in the medium it is in. */
export async function printedText(page: Page): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is not shown must not count.
  return (await page.locator('body').innerText()).replaceAll(/\u00a0/g, ' ')
}

/** Headings, numbers, days and sentences of the page that print leaves out, though they are neither forms, nor ways on, nor closed. */
export async function hiddenInPrint(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main :is(h1, h2, h3, time, .number-value, .pill, dt, dd, td, th, blockquote, .prose)',
      ),
    ]
      .filter(
        (element) =>
          element.getClientRects().length === 0 &&
          !element.closest('form, details:not([open]), .screen-only, .act-bar, nav'),
      )
      .map(
        (element) =>
          `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.trim().slice(0, 60)}`,
      ),
  )
}
