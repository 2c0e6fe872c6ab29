import type { FieldError } from '#kernel/errors.ts'
import type { Fields, Form, FormValue } from '#kernel/forms/fields.ts'

interface Fitted<F extends Fields> {
  value: FormValue<F>
  /** Names of fields that were cut short or left out. */
  changed: string[]
}

/**
 * Reads what another portal says by a form of ours. What a form would refuse is cut short where it is too long, else left out: a whole
 * dataset is not refused for a wrong mail address.
 *
 * @param lengths how long texts may be, by field
 * @param instead for fields that a form needs
 */
export function fitted<F extends Fields>(
  form: Form<F>,
  raw: Record<string, unknown>,
  lengths: Partial<Record<string, number>>,
  instead: Partial<Record<string, string>>,
): Fitted<F> {
  const fields = { ...raw }
  const changed = new Set<string>()
  const amend = [
    cut(lengths),
    leaveOut,
    (all: Record<string, unknown>, { field }: FieldError) => ({ ...all, [field]: instead[field] }),
  ]
  let now = fields
  for (const change of amend) {
    const read = form.read(now)
    if ('value' in read) return { value: read.value, changed: [...changed] }
    for (const error of read.errors) {
      now = change(now, error)
      changed.add(error.field)
    }
  }
  const read = form.read(now)
  if ('value' in read) return { value: read.value, changed: [...changed] }
  throw new Error(`what stands instead of ${read.errors.map(({ field }) => field).join(', ')} is refused as well`)
}

const cut =
  (lengths: Partial<Record<string, number>>) =>
  (all: Record<string, unknown>, { field }: FieldError): Record<string, unknown> => {
    const [value, most] = [all[field], lengths[field]]
    return typeof value === 'string' && most !== undefined
      ? { ...all, [field]: shortened(value, most) }
      : leaveOut(all, { field })
  }

function leaveOut(all: Record<string, unknown>, { field }: Pick<FieldError, 'field'>): Record<string, unknown> {
  const { [field]: _, ...rest } = all
  return rest
}

/** At the end of a word, with a mark that it went on. */
function shortened(text: string, most: number): string {
  if (text.length < most) return text
  const part = text.slice(0, most - 1).toWellFormed()
  const end = part.lastIndexOf(' ')
  return `${(end > most / 2 ? part.slice(0, end) : part).replace(/\ufffd$/, '').trimEnd()}…`
}
