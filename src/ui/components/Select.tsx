import { controlOf, Field, type FieldProps } from './Field.tsx'

export interface Option {
  value: string
  label: string
  /** Language of the label when it is not the page's. */
  lang?: string | undefined
}

export interface OptionGroup {
  group: string
  options: Option[]
}

export interface SelectProps extends FieldProps {
  value?: string | undefined
  options: (Option | OptionGroup)[]
  /** First entry, with an empty value: "Alege localitatea". */
  empty?: string | undefined
  autocomplete?: string | undefined
  /** Has the keyboard when the page is shown: what was searched for is found here. */
  focused?: boolean | undefined
  /** Name under which the answer is sent, where several lists answer one question. */
  sendAs?: string | undefined
}

export function Select(props: SelectProps) {
  const { value, options, empty, autocomplete, focused, sendAs } = props
  const one = (option: Option) => (
    <option key={option.value} value={option.value} selected={option.value === value} lang={option.lang}>
      {option.label}
    </option>
  )
  return (
    <Field {...props}>
      <select
        class="ds-input input"
        autocomplete={autocomplete}
        autofocus={focused}
        {...controlOf(props)}
        {...(sendAs && { name: sendAs })}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((entry) =>
          'group' in entry ? (
            <optgroup key={entry.group} label={entry.group}>
              {entry.options.map(one)}
            </optgroup>
          ) : (
            one(entry)
          ),
        )}
      </select>
    </Field>
  )
}
