import type { ComponentChildren } from 'preact'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { Form } from '#ui/components/Form.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  action: string
  /** What the room asks, and what its button says. */
  ask: string
  button: string
  /** From the room's closed list. */
  reasons: { value: string; label: string }[]
  /** What else the room asks. */
  children?: ComponentChildren
}

/** A reader says what is wrong with something that people wrote: the field `reason`. */
export function FlagForm({ view, form, action, ask, button, reasons, children }: Props) {
  const errors = errorsOf(form, view)
  return (
    <Form view={view} action={action} errors={errors}>
      <Radios
        view={view}
        name="reason"
        label={ask}
        error={errors?.reason}
        value={typed(form, 'reason') || undefined}
        choices={reasons}
      />
      {children}
      <Button>{button}</Button>
    </Form>
  )
}
