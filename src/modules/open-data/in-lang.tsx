import type { FormState } from '#kernel/http/endpoint.ts'
import type { Lang } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { fieldsOf } from '#ui/form-state.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  lang: Lang
  /** Of the field, to which its language is added: `title` is `titleRo`. */
  name: string
  label: 'title' | 'description' | 'keywords'
  /** Of the Romanian one alone. */
  hint?: string | undefined
  /** What stands there now. */
  now: { [lang in Lang]?: string | null } | undefined
  /** The Romanian one is; the others never are. */
  needed: boolean
}

/** One line that officials write in one of the languages. */
export function LineInLang(props: Props) {
  return <TextField {...fieldOf(props)} />
}

interface TextProps extends Props {
  /** When the Romanian one is needed, where it is not always. */
  neededWhen?: string
  rows: number
  limit: number
}

/** The same for a longer text. */
export function TextInLang({ neededWhen, rows, limit, ...props }: TextProps) {
  return (
    <TextArea
      {...fieldOf(props)}
      requiredWhen={props.lang === 'ro' ? neededWhen : undefined}
      rows={rows}
      limit={limit}
    />
  )
}

function fieldOf({ view, form, errors, lang, name, label, hint, now, needed }: Props) {
  const field = `${name}${lang[0]?.toUpperCase()}${lang.slice(1)}`
  return {
    ...fieldsOf({ view, form, errors })(field, now?.[lang]),
    label: view.t(`open-data.catalogue.describe.${label}.${lang}`),
    hint: lang === 'ro' ? hint : undefined,
    required: needed && lang === 'ro',
    lang,
  }
}
