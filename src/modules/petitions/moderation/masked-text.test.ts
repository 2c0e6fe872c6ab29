import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markdownToHtml } from '#kernel/text/markdown.ts'
import { type HiddenPart, maskedText, rangesOf } from './masked-text.ts'

const mark = '[ascuns: motiv]'
const passage = (text: { title: string; why: string }, ...words: string[]): HiddenPart[] =>
  words.map((word) => ({ target: 'passage', ranges: rangesOf(text, word), mark }))

test('a passage is hidden wherever it stands, and the mark is seen as it is', () => {
  const text = { title: 'Ion fură', why: 'Ion. **Ion** [Ion](https://x.md)' }
  const shown = maskedText(text, passage(text, 'Ion'))
  assert.equal(shown.title, '[ascuns: motiv] fură')
  assert.equal(
    markdownToHtml(shown.why),
    '<p>[ascuns: motiv]. <strong>[ascuns: motiv]</strong> <a href="https://x.md" rel="nofollow ugc noopener">[ascuns: motiv]</a></p>',
  )
})

test('parts that overlap or touch become one', () => {
  const text = { title: 'abcdef', why: 'abc' }
  assert.equal(maskedText(text, passage(text, 'abc', 'bcd', 'e')).title, `${mark}f`)
})

test('the whole text hidden leaves only the mark', () => {
  const shown = maskedText({ title: 'a', why: 'b' }, [{ target: 'text', ranges: [], mark }])
  assert.deepEqual(shown, { title: mark, why: '\\[ascuns: motiv\\]' })
})

test('a passage that stands nowhere has no ranges', () => {
  assert.deepEqual(rangesOf({ title: 'a', why: 'b' }, 'c'), [])
})

test('property: what is masked is gone, what is not stays in order', () => {
  const words = fc.array(fc.constantFrom('ion', 'ana', ' ', '**', 'x', '\n'), { maxLength: 40 })
  fc.assert(
    fc.property(words, words, (title, why) => {
      const text = { title: title.join(''), why: why.join('') }
      const shown = maskedText(
        text,
        rangesOf(text, 'ion').length > 0 ? [{ target: 'passage', ranges: rangesOf(text, 'ion'), mark: '#' }] : [],
      )
      assert.equal(shown.title, text.title.replaceAll('ion', '#').replaceAll(/#{2,}/g, '#'))
      assert.ok(!shown.why.includes('ion') && shown.why.includes('ana') === text.why.includes('ana'))
    }),
  )
})
