/**
 * Browser and system in words, such as "Firefox · Windows", so that people recognise their own devices. Versions are left out:
 * they change every month and make browsers tell apart.
 *
 * @returns '' when nothing is recognised
 */
export function deviceOf(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 500)
  return [firstOf(BROWSERS, text), firstOf(SYSTEMS, text)].filter(Boolean).join(' · ')
}

/** In this order: later ones name the earlier ones too for compatibility. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*Safari\//, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

function firstOf(kinds: [RegExp, string][], text: string): string | undefined {
  return kinds.find(([pattern]) => pattern.test(text))?.[1]
}
