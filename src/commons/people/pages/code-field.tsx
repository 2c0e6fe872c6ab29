import type { View } from '#kernel/i18n/view.ts'
import { TextField } from '#ui/components/TextField.tsx'

interface Props {
  view: View
  label: string
  hint: string
  error: string | undefined
}

/** Six digits. Never shown again after a failed try; phones offer the code themselves. */
export function CodeField({ view, label, hint, error }: Props) {
  return (
    <TextField
      view={view}
      name="code"
      label={label}
      hint={hint}
      error={error}
      inputmode="numeric"
      autocomplete="one-time-code"
      spellcheck={false}
      short
    />
  )
}
