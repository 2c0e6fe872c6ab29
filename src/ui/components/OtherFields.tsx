import { controlOf, Field, type FieldProps } from './Field.tsx'

export interface FileFieldProps extends FieldProps {
  /** Types as the browser's `accept`, such as "image/jpeg,image/png,application/pdf". Say them and the size in the hint too. */
  accept?: string | undefined
  multiple?: boolean | undefined
}

/** The form around it needs `multipart`. Browsers never keep a chosen file when a form comes back. */
export function FileField(props: FileFieldProps) {
  return (
    <Field {...props}>
      <input class="ds-input input" type="file" accept={props.accept} multiple={props.multiple} {...controlOf(props)} />
    </Field>
  )
}

export interface DateFieldProps extends FieldProps {
  /** ISO day, such as "2026-11-22"; the same comes back. */
  value?: string | undefined
  min?: string | undefined
  max?: string | undefined
}

export function DateField(props: DateFieldProps) {
  const { value, min, max } = props
  return (
    <Field {...props}>
      <input class="ds-input input input-short" type="date" {...{ value, min, max }} {...controlOf(props)} />
    </Field>
  )
}

export function HiddenField({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />
}
