import type { ComponentChildren } from 'preact'
import { FROM, RETURNED_FORM, type View } from '#kernel/i18n/view.ts'
import { ErrorSummary, type Errors } from './ErrorSummary.tsx'
import { FormScope } from './Field.tsx'
import { Notice } from './Notice.tsx'
import { HiddenField } from './OtherFields.tsx'

export interface FormProps {
  view: View
  /** Full path, such as `view.href('/petitions/42/signature-request')`. */
  action: string
  errors?: Errors | undefined
  /** Labels of fields, for the summary of errors: see there. */
  names?: Record<string, string> | undefined
  hidden?: Record<string, string> | undefined
  /** For forms with files. */
  multipart?: boolean | undefined
  /** On a page with several forms: keeps the ids of their fields apart, so that labels and errors lead into this one. */
  scope?: string | undefined
  /** Where the draft is quietly posted while one writes; the answer is not read. */
  autosave?: string | undefined
  children: ComponentChildren
}

/** A form that posts. The server judges it: `novalidate` keeps browsers from stopping it with words of their own. */
export function Form({ view, action, errors, names, hidden = {}, multipart, scope, autosave, children }: FormProps) {
  const returned = view.returned && view.href(view.returned.action) === action ? view.returned : undefined
  return (
    <form
      id={returned && RETURNED_FORM}
      class="form"
      method="post"
      action={action}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
      data-once
      data-autosave={autosave}
    >
      <FormScope.Provider value={scope ? `${scope}-` : ''}>
        <ErrorSummary view={view} errors={errors} names={names} />
        {returned?.why === 'kept' && (
          <Notice kind="info" title={view.t('ui.form.kept')}>
            <p>{view.t('ui.form.kept.text')}</p>
          </Notice>
        )}
        {returned && multipart && <p class="soft">{view.t('ui.form.files-again')}</p>}
        {view.from && !(FROM in hidden) && <HiddenField name={FROM} value={view.from} />}
        {Object.entries(hidden).map(([name, value]) => (
          <HiddenField key={name} name={name} value={value} />
        ))}
        {children}
      </FormScope.Provider>
      {autosave && (
        <p
          class="saved"
          role="status"
          data-saved={view.t('ui.saved', { time: '%t' })}
          data-unsaved={view.t('ui.unsaved')}
        />
      )}
    </form>
  )
}

export interface FilterFormProps {
  view: View
  action: string
  /** What is searched, for those who hear the page. */
  label: string
  /** Words of the button; "apply filters" unless said otherwise. */
  submit?: string | undefined
  /** One field with the button beside it, for a search. */
  inline?: boolean | undefined
  children: ComponentChildren
}

/** Search and filters: a plain GET form with a button to apply. */
export function FilterForm({ view, action, label, submit, inline, children }: FilterFormProps) {
  return (
    <search>
      <form
        class={inline ? 'form form-inline screen-only' : 'form screen-only'}
        method="get"
        action={action}
        aria-label={label}
      >
        {children}
        <button class="ds-button button" type="submit">
          {submit ?? view.t('ui.filters.apply')}
        </button>
      </form>
    </search>
  )
}
