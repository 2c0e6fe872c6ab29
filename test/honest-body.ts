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

/** A body of JSON whose every field its reader takes, so that what comes after reading is reached; a field that nothing fits, or that does not go with another, is left out. */
export function honestBody({ fields, read }: Form): Record<string, unknown> {
  const body = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const choices = (field.schema as { enum?: unknown[] }).enum ?? []
      const fits = [...choices, ...honest].find((value) => 'value' in field.read(value))
      return fits === undefined ? [] : [[name, fits]]
    }),
  )
  for (;;) {
    const taken = read(body)
    const wrong = 'errors' in taken ? taken.errors.map(({ field }) => field).filter((name) => name in body) : []
    if (wrong.length === 0) return body
    for (const name of wrong) delete body[name]
  }
}
