import type { FormState } from '#kernel/http/endpoint.ts'
import { type Lang, langs } from '#kernel/i18n/lang.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { Errors } from '#ui/components/ErrorSummary.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { typed } from '#ui/form-state.ts'
import type { SeriesDesk } from '../replies.ts'

interface Props {
  view: View
  form: FormState
  errors: Errors | undefined
  /** What stands there now; null for a new one. */
  now: Pick<SeriesDesk, 'titles' | 'descriptions'> | null
}

const titles: Record<Lang, string> = { ro: 'titleRo', ru: 'titleRu', en: 'titleEn' }
const abouts: Record<Lang, string> = { ro: 'aboutRo', ru: 'aboutRu', en: 'aboutEn' }

/** Title and description, of which the Romanian ones are needed. */
export function SeriesFields({ view, form, errors, now }: Props) {
  const { t } = view
  return (
    <>
      {langs.map((lang) => (
        <TextField
          key={lang}
          view={view}
          name={titles[lang]}
          label={t(`open-data.catalogue.describe.title.${lang}`)}
          hint={lang === 'ro' ? t('open-data.series.title.hint') : undefined}
          required={lang === 'ro'}
          lang={lang}
          error={errors?.[titles[lang]]}
          value={typed(form, titles[lang], now?.titles[lang] ?? '')}
        />
      ))}
      {langs.map((lang) => (
        <TextArea
          key={lang}
          view={view}
          name={abouts[lang]}
          label={t(`open-data.catalogue.describe.description.${lang}`)}
          hint={lang === 'ro' ? t('open-data.series.about.hint') : undefined}
          required={lang === 'ro'}
          lang={lang}
          error={errors?.[abouts[lang]]}
          value={typed(form, abouts[lang], now?.descriptions[lang] ?? '')}
          rows={3}
          limit={2_000}
        />
      ))}
    </>
  )
}
