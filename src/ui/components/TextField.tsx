import { controlOf, Field, type FieldProps } from './Field.tsx'

export interface TextFieldProps extends FieldProps {
  value?: string | undefined
  type?: 'text' | 'search' | 'tel' | 'url' | 'email' | 'password' | undefined
  autocomplete?: string | undefined
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | undefined
  /** For answers of a few characters, such as a code. */
  short?: boolean | undefined
  /** Language of what is written, when it is known and differs. */
  lang?: string | undefined
  spellcheck?: boolean | undefined
}

/** One line. Length is checked by the server and told by the hint: a browser would cut what is pasted without a word. */
export function TextField(props: TextFieldProps) {
  const { value, type = 'text', autocomplete, inputmode, short, lang, spellcheck } = props
  return (
    <Field {...props}>
      <input
        class={short ? 'ds-input input input-short' : 'ds-input input'}
        {...{ type: type as 'text', value, autocomplete, inputmode, lang, spellcheck }}
        {...controlOf(props)}
      />
    </Field>
  )
}

/** An address of electronic mail. */
export function EmailField(props: Omit<TextFieldProps, 'type' | 'inputmode' | 'spellcheck'>) {
  return <TextField autocomplete="email" {...props} type="email" inputmode="email" spellcheck={false} />
}
