import type { ComponentChildren } from 'preact'
import { type FieldProps, fieldId, HintAndError } from './Field.tsx'
import { Fieldset } from './Fieldset.tsx'

export interface Choice {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
  /** What it takes of what is counted; 1 unless said otherwise. */
  worth?: number | undefined
}

export interface RadiosProps extends FieldProps {
  value?: string | undefined
  choices: Choice[]
}

/** One answer of few. */
export function Radios(props: RadiosProps) {
  return <Group {...props} type="radio" chosen={props.value === undefined ? [] : [props.value]} />
}

export interface CheckboxesProps extends FieldProps {
  values?: string[] | undefined
  /** Name under which the answers are sent, where several groups of a page answer one question. */
  sendAs?: string | undefined
  /** How much at most, and how it is told while one chooses: `%n` is how much, `%r` how much is left. Only with JavaScript; the server checks it. */
  counted?: Counted | undefined
  choices: Choice[]
}

export interface Counted {
  most: number
  told: string
  over: string
}

/** Any answers of few. */
export function Checkboxes(props: CheckboxesProps) {
  return <Group {...props} type="checkbox" chosen={props.values ?? []} />
}

export interface CheckboxProps extends Omit<FieldProps, 'label' | 'big'> {
  label: ComponentChildren
  checked?: boolean | undefined
  /** What is sent when it is checked. */
  value?: string | undefined
  /** Name under which it is sent, where another field answers the same question. */
  sendAs?: string | undefined
}

/** A single yes, such as a consent. */
export function Checkbox({ view, name, label, hint, error, required = false, ...sent }: CheckboxProps) {
  const { checked, value = 'yes', sendAs = name } = sent
  const id = fieldId(name)
  return (
    <div class={error ? 'field-single field-invalid' : 'field-single'}>
      <HintAndError id={id} hint={undefined} error={error} view={view} />
      <Box
        type="checkbox"
        {...{ id, name: sendAs, value, label, hint, required }}
        checked={checked ?? false}
        errorId={error ? `${id}-error` : undefined}
      />
    </div>
  )
}

interface GroupProps extends FieldProps {
  type: 'radio' | 'checkbox'
  choices: Choice[]
  chosen: string[]
  sendAs?: string | undefined
  counted?: Counted | undefined
}

function Group({ required = true, big = false, ...props }: GroupProps) {
  const { view, name, label, hint, error, requiredWhen, type, choices, chosen, sendAs, counted } = props
  const id = fieldId(name)
  return (
    <Fieldset legend={label} {...{ view, id: `${id}-group`, hint, error, required, requiredWhen, big }}>
      <div class="choices">
        {choices.map((choice, at) => (
          <Box
            key={choice.value}
            {...{ type, name: sendAs ?? name, ...choice }}
            // The error summary leads to the first choice.
            id={at === 0 ? id : `${id}-${at}`}
            checked={chosen.includes(choice.value)}
            required={type === 'radio' && required}
            errorId={error ? `${id}-group-error` : undefined}
          />
        ))}
      </div>
      {counted && (
        <p class="choices-count" data-most={counted.most} data-told={counted.told} data-over={counted.over} />
      )}
    </Fieldset>
  )
}

interface BoxProps extends Choice {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  checked: boolean
  required: boolean
  errorId: string | undefined
}

function Box({ type, id, name, value, label, hint, worth, checked, required, errorId }: BoxProps) {
  const described = [hint && `${id}-hint`, errorId].filter(Boolean).join(' ')
  return (
    <div class="choice">
      <input
        class="ds-input choice-box"
        {...{ type, id, name, value, checked }}
        data-worth={worth}
        aria-describedby={described || undefined}
        aria-invalid={errorId && type === 'checkbox' ? 'true' : undefined}
        aria-required={required && type === 'checkbox' ? 'true' : undefined}
      />
      <label class="choice-label" for={id}>
        {label}
        {hint && (
          <span class="choice-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </label>
    </div>
  )
}
