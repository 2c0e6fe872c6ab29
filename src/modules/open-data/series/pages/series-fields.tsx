import type { FormState } from '#kernel/http/endpoint.ts'
import { langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { LineInLang, TextInLang } from '../../in-lang.tsx'
import type { SeriesDesk } from '../replies.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  /** What stands there now; null for a new one. */
  now: Pick<SeriesDesk, 'titles' | 'descriptions'> | null
}

/** Title and description, of which the Romanian ones are needed. */
export function SeriesFields({ view, form, errors, now }: Props) {
  const { t } = view
  const title = { view, form, errors, name: 'title', label: 'title', now: now?.titles } as const
  const about = { view, form, errors, name: 'about', label: 'description', now: now?.descriptions } as const
  return (
    <>
      {langs.map((lang) => (
        <LineInLang key={lang} {...title} lang={lang} hint={t('open-data.series.title.hint')} needed />
      ))}
      {langs.map((lang) => (
        <TextInLang
          key={lang}
          {...about}
          lang={lang}
          hint={t('open-data.series.about.hint')}
          needed
          rows={3}
          limit={2_000}
        />
      ))}
    </>
  )
}
