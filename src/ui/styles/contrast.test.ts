import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const css = readFileSync('src/ui/styles/tokens.css', 'utf8')

test('text has at least 4.5 : 1 in every scheme', () => check(TEXT, 4.5))

test('controls and drawings have at least 3 : 1 in every scheme', () => check(DRAWN, 3))

test('the sun is seen by itself or by its ring', () => {
  for (const [scheme, colours] of Object.entries(schemes())) {
    const [sun, ring, ground] = ['sun', 'ink', 'card'].map((name) => colourOf(colours, name)) as [
      string,
      string,
      string,
    ]
    assert.ok(Math.max(contrast(sun, ground), contrast(ring, sun)) >= 3 && contrast(ring, ground) >= 3, scheme)
  }
})

/** Foreground and the grounds on which it is used. */
const TEXT: Record<string, string[]> = {
  ink: ['paper', 'card', 'river-tint', 'sun-tint', 'leaf-tint', 'brick-tint', 'track'],
  soft: ['paper', 'card'],
  river: ['paper', 'card', 'river-tint'],
  'river-deep': ['paper', 'card', 'river-tint'],
  'on-river': ['river', 'river-deep'],
  'on-brick': ['brick', 'brick-ink'],
  'sun-ink': ['sun-tint', 'card'],
  'leaf-ink': ['leaf-tint', 'card', 'paper'],
  'brick-ink': ['brick-tint', 'card', 'paper'],
  'on-step-low': ['step-0', 'step-1', 'step-2'],
  'on-step-high': ['step-3', 'step-4'],
}

const DRAWN: Record<string, string[]> = {
  edge: ['paper', 'card'],
  river: ['paper', 'card', 'track'],
  leaf: ['paper', 'card', 'track'],
  brick: ['paper', 'card'],
}

function check(pairs: Record<string, string[]>, least: number) {
  for (const [scheme, colours] of Object.entries(schemes())) {
    for (const [front, grounds] of Object.entries(pairs)) {
      for (const ground of grounds) {
        const ratio = contrast(colourOf(colours, front), colourOf(colours, ground))
        assert.ok(ratio >= least, `${scheme}: ${front} on ${ground} is ${ratio.toFixed(2)}`)
      }
    }
  }
}

function schemes(): Record<string, Map<string, string>> {
  const light = tokensOf(css.slice(0, css.indexOf('@media')))
  const block = (query: string) => {
    const from = css.indexOf(query)
    assert.notEqual(from, -1, query)
    const end = css.indexOf('@media', from + 1)
    return tokensOf(css.slice(from, end === -1 ? undefined : end))
  }
  const dark = block('@media (prefers-color-scheme: dark)')
  const print = block('@media print')
  assert.ok(dark.size > 20, 'the dark scheme was read')
  return { light, dark: new Map([...light, ...dark]), print: new Map([...light, ...print]) }
}

function tokensOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name as string, hex as string]),
  )
}

function colourOf(colours: Map<string, string>, name: string): string {
  const hex = colours.get(name)
  assert.ok(hex, `no token ${name}`)
  return hex
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
