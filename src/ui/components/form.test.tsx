import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { fieldsOf } from '../form-state.ts'
import { sampleView } from '../sample-view.ts'
import { Checkbox, Radios } from './Choices.tsx'
import { ifChosen } from './Field.tsx'
import { Form } from './Form.tsx'
import { Select } from './Select.tsx'
import { TextArea } from './TextArea.tsx'
import { EmailField, TextField } from './TextField.tsx'

const view = sampleView()

/** Attributes of the first tag that has this id. */
function attributesOf(html: string, id: string): Record<string, string> {
  const tag = html.match(new RegExp(`<[a-z]+[^>]* id="${id}"[^>]*>`))?.[0] ?? ''
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
}

test('a field with an error is tied to its hint and its error', () => {
  const html = renderToString(
    <EmailField view={view} name="email" label="E-mail" hint="Un mesaj" error="Lipsește" value="a@" />,
  )
  const input = attributesOf(html, 'f-email')
  assert.equal(input['aria-invalid'], 'true')
  assert.equal(input['aria-describedby'], 'f-email-hint f-email-error')
  assert.equal(input.value, 'a@')
  assert.match(html, /<label[^>]* for="f-email">E-mail<\/label>/)
  assert.match(html, /id="f-email-hint">Un mesaj</)
  assert.ok(html.indexOf('f-email-hint"') < html.indexOf('id="f-email-error"'), 'the hint comes before the error')
})

test('a sound field says nothing of errors, and a required one never blocks by itself', () => {
  const input = attributesOf(renderToString(<TextField view={view} name="name" label="Nume" />), 'f-name')
  assert.equal(input['aria-invalid'], undefined)
  assert.equal(input['aria-describedby'], undefined)
  assert.equal(input['aria-required'], 'true')
  assert.equal('required' in input, false)
})

test('a field that another answer makes obligatory says when, in place of being optional', () => {
  const requiredWhen = ifChosen(view, ['Altceva', 'Insultă'])
  const html = renderToString(<TextField view={view} name="name" label="Nume" required={false} {...{ requiredWhen }} />)
  assert.match(html, /\(dacă ați ales „Altceva” sau „Insultă”\)/)
  assert.doesNotMatch(html, /opțional|aria-required/)
  assert.equal(ifChosen(view, []), undefined)
})

test('an optional field says so', () => {
  const html = renderToString(<TextField view={view} name="name" label="Nume" required={false} />)
  assert.match(html, /\(opțional\)/)
  assert.doesNotMatch(html, /aria-required/)
})

test('every line of the error summary leads to a control', () => {
  const errors = { why: 'Prea scurt', level: 'Alegeți', 'place.code': 'Lipsește', ok: 'Bifați' }
  const html = renderToString(
    <Form view={view} action="/x" errors={errors} hidden={{ step: '2' }}>
      <TextArea view={view} name="why" label="De ce" limit={100} error={errors.why} value="" />
      <Radios view={view} name="level" label="Cui" error={errors.level} choices={[{ value: 'a', label: 'A' }]} />
      <Select view={view} name="place.code" label="Unde" options={[]} error={errors['place.code']} />
      <Checkbox view={view} name="ok" label="Da" error={errors.ok} />
    </Form>,
  )
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id as string)
  assert.equal(targets.length, 4)
  for (const id of targets) assert.ok(attributesOf(html, id).name, `#${id} is a control`)
  assert.ok(html.indexOf('role="alert"') < html.indexOf('name="step"'), 'errors come first')
  assert.match(html, /name="step" value="2"/)
  assert.match(attributesOf(html, 'f-why')['aria-describedby'] ?? '', /f-why-error f-why-count/)
  assert.equal(attributesOf(html, 'f-level')['aria-describedby'], 'f-level-group-error')
})

test('a form without errors has no summary', () => {
  const html = renderToString(
    <Form view={view} action="/x" errors={{}}>
      {null}
    </Form>,
  )
  assert.doesNotMatch(html, /role="alert"/)
})

test('what was chosen is kept', () => {
  const options = [
    { value: 'a', label: 'A' },
    { group: 'G', options: [{ value: 'b', label: 'B' }] },
  ]
  const html = renderToString(<Select view={view} name="s" label="S" options={options} value="b" />)
  assert.match(html, /<option selected value="b">|<option value="b" selected[^>]*>/)
  assert.equal(html.match(/ selected/g)?.length, 1)
})

test('forms that share a page keep the ids of their fields apart, and errors lead into their own', () => {
  const html = renderToString(
    <>
      <Form view={view} action="/a" scope="a">
        <TextField view={view} name="text" label="Primul" />
      </Form>
      <Form view={view} action="/b" scope="b" errors={{ text: 'Lipsește' }}>
        <TextField view={view} name="text" label="Al doilea" error="Lipsește" />
      </Form>
    </>,
  )
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length, ids.join(' '))
  assert.match(html, /<label[^>]* for="f-b-text">Al doilea<\/label>/)
  assert.match(html, /href="#f-b-text"/)
  assert.equal(attributesOf(html, 'f-b-text')['aria-describedby'], 'f-b-text-error')
})

test('the list one came from stands in a form once, and never beside a field of that name', () => {
  const shown = (hidden?: Record<string, string>) =>
    renderToString(
      <Form view={sampleView({ from: '/work/things?kind=a' })} action="/ro/work/things/1/end" hidden={hidden}>
        <p />
      </Form>,
    ).match(/name="from" value="[^"]*"/g)
  assert.deepEqual(shown(), ['name="from" value="/work/things?kind=a"'])
  assert.deepEqual(shown({ from: '7' }), ['name="from" value="7"'])
})

test('what was typed into a field stands there again, and until then what stands there now', () => {
  const nothing = { values: {}, errors: [], key: 'k' }
  const blank = fieldsOf({ view, form: nothing, errors: undefined })
  assert.deepEqual(blank('title', 'Podul'), { view, name: 'title', error: undefined, value: 'Podul' })
  assert.equal(blank('title', null).value, '')
  const failed = fieldsOf({ view, form: { ...nothing, values: { title: 'Po' } }, errors: { title: 'Prea scurt' } })
  assert.deepEqual(failed('title', 'Podul'), { view, name: 'title', error: 'Prea scurt', value: 'Po' })
})
