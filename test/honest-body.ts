import type { Form } from '#kernel/forms/fields.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const honest: unknown[] = [
  true,
  'Un motiv întreg pentru acest lucru',
  'Ana Moraru',
  'ana.moraru@example.md',
  'md-cu-botanica',
  'primaria-balti',
  '1008600038413',
  '2026-11-20',
  '2026-11-20T08:00:00.000Z',
  '12',
  '7',
  [{ name: 'a.png', content: PNG }],
  [],
  'ro',
  '123456',
  'publish',
  '01940000-0000-7000-8000-000000000000',
  'https://example.md/lucrare',
]

/**
 * A body of JSON whose every field its reader takes, so that what comes after reading is reached; a field that nothing fits, or that does not go
 * with another, is left out.
 *
 * @param given values of fields that want more than those here
 */
export function honestBody({ fields, read }: Form, given: Record<string, unknown> = {}): Record<string, unknown> {
  const found = Object.entries(fields).flatMap(([name, field]) => {
    const choices = (field.schema as { enum?: unknown[] }).enum ?? []
    const fits = [...choices, ...honest].find((value) => 'value' in field.read(value))
    return fits === undefined ? [] : [[name, fits]]
  })
  const body: Record<string, unknown> = { ...Object.fromEntries(found), ...given }
  for (;;) {
    const taken = read(body)
    const wrong = 'errors' in taken ? taken.errors.filter(({ field }) => field in body && !(field in given)) : []
    if (wrong.length === 0) return body
    for (const { field } of wrong) delete body[field]
  }
}
