import { controlOf, Field, type FieldProps, fieldId } from './Field.tsx'

export interface TextAreaProps extends FieldProps {
  value?: string | undefined
  rows?: number | undefined
  /** In characters; told under the field, counted while one types when scripts run, enforced by the server only. */
  limit?: number | undefined
  lang?: string | undefined
  /** For a language of programs: letters of one width, and nobody corrects its spelling. */
  code?: boolean | undefined
}

export function TextArea(props: TextAreaProps) {
  const { view, name, value, rows = 6, limit, lang, code } = props
  const countId = `${fieldId(name)}-count`
  return (
    <Field {...props}>
      <textarea
        class={code ? 'ds-input input code' : 'ds-input input'}
        rows={rows}
        lang={lang}
        spellcheck={code ? false : undefined}
        autocapitalize={code ? 'off' : undefined}
        data-limit={limit}
        {...controlOf(props, limit ? countId : undefined)}
      >
        {value}
      </textarea>
      {limit && (
        <p
          class="field-count"
          id={countId}
          data-left={view.t('ui.count.left', { count: '%n' })}
          data-over={view.t('ui.count.over', { count: '%n' })}
        >
          {view.t('ui.count.limit', { limit })}
        </p>
      )}
    </Field>
  )
}
