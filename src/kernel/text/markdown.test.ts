import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markdownToHtml } from './markdown.ts'

const safe: [string, string][] = [
  ['a\nb\n\n**c** _d_', '<p>a<br />\nb</p>\n<p><strong>c</strong> <em>d</em></p>'],
  ['# a', '<h3>a</h3>'],
  ['## a', '<h3>a</h3>'],
  ['### a', '<h3>a</h3>'],
  ['###### a', '<h4>a</h4>'],
  ['> a', '<blockquote>\n<p>a</p>\n</blockquote>'],
  ['3. a', '<ol start="3">\n<li>a</li>\n</ol>'],
  ['![p](https://e.test/x.png)', '<p>!<a href="https://e.test/x.png" rel="nofollow ugc noopener">p</a></p>'],
  ['[a](https://e.test "onclick")', '<p><a href="https://e.test" rel="nofollow ugc noopener">a</a></p>'],
  ['AT&T &lt; &#x202e; <b>', '<p>AT&amp;T &amp;lt; &amp;#x202e; &lt;b&gt;</p>'],
  ['    code', '<p>code</p>'],
  ['| a |\n|---|\n| b |', '<p>| a |<br />\n|---|<br />\n| b |</p>'],
]

test('the safe subset gives the HTML of a part of a page', () => {
  for (const [markdown, html] of safe) assert.equal(markdownToHtml(markdown), html, markdown)
})

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#x73;cript:alert(1))',
  '[a](&#1;javascript:alert(1))',
  '[a](<javascript:alert(1)>)',
  '[a](java\nscript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](data:image/png;base64,AAAA)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](//evil.test)',
  '![a](javascript:alert(1))',
  '![a"onerror="alert(1)](x)',
  '[a]: javascript:alert(1)\n\n[a]',
  '<javascript:alert(1)>',
  '[<img src=x onerror=alert(1)>](https://e.test)',
  '[a](https://e.test"onmouseover="alert(1))',
  '<a href="https://e.test" style="x" onclick="x">a</a>',
  '`<script>`',
  '```\n<script>\n```',
  '\u0000<script>',
  '<iframe src=//evil.test>',
  '<style>*{}</style>',
]
const allowedTag =
  /^<\/?(p|br|strong|em|ul|ol|li|blockquote|h3|h4|a)( \/)?>$|^<ol start="\d+">$|^<a( href="([^"]*)")? rel="nofollow ugc noopener">$/

function assertHarmless(markdown: string) {
  const html = markdownToHtml(markdown)
  for (const [tag] of html.matchAll(/<[^>]*>/g)) {
    assert.match(tag, allowedTag, `${markdown} → ${html}`)
    const href = tag.match(/href="([^"]*)"/)?.[1]?.replaceAll('&amp;', '&')
    if (href === undefined) continue
    // As a browser reads it.
    const url = URL.parse(href, 'https://punte.test/ro/')
    assert.ok(!url || /^(https?|mailto):$/.test(url.protocol), `${markdown} → ${html}`)
    assert.ok(/^(https?|mailto):/i.test(href) || !url || url.host === 'punte.test', `${markdown} → ${html}`)
  }
}

test('no attack gets a tag, an attribute or a scheme through', () => {
  for (const attack of attacks) assertHarmless(attack)
})

test('nor does any mixture of its pieces', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '"',
    "'",
    '*',
    '_',
    '#',
    '\n',
    ' ',
    '&',
    ';',
    ':',
    '\\',
    '//',
    'javascript',
    'https',
    'script',
    'img',
    'onerror=',
    '`',
    '~',
    '|',
    '-',
    '1.',
    '&#x6a;',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => assertHarmless(pieces.join(''))),
    { numRuns: 500 },
  )
})

test('nothing of 20,000 characters takes long', () => {
  for (const unit of [
    '*a_',
    '**',
    '_',
    '[',
    '[a](',
    '![',
    '> ',
    '- ',
    '#',
    '<',
    '&',
    '\\',
    '`',
    '((',
    '*a **a ',
    '](x',
    '\n- ',
    '1. ',
  ]) {
    const started = performance.now()
    markdownToHtml(unit.repeat(Math.ceil(20_000 / unit.length)))
    const ms = performance.now() - started
    // Far above what a busy machine takes (2 s), far below what grows with a power of the length.
    assert.ok(ms < 10_000, `${unit}: ${Math.round(ms)} ms`)
  }
})
