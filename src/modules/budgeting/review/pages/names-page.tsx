import { type Lang, langs } from '#kernel/i18n/lang.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, fieldsOf } from '#ui/form-state.ts'
import { nameFields } from '../fields.ts'
import { IdeaWorkPage, type StepProps } from './idea-work-page.tsx'

/** What an idea is called for those who do not read its author's language. */
export function NamesPage({ reply, view, form }: StepProps) {
  const { t } = view
  const errors = errorsOf(form, view)
  const field = fieldsOf({ view, form, errors })
  const others = langs.filter((lang) => lang !== reply.idea.lang)
  const saved = (lang: Lang) => reply.review.names.find((one) => one.lang === lang)?.title ?? ''
  return (
    <IdeaWorkPage
      reply={reply}
      view={view}
      title={t('budgeting.review.names')}
      lead={t('budgeting.review.names.lead')}
      may={reply.may.name}
    >
      <Form view={view} action={view.href(`/work/ideas/${reply.idea.number}/names`)} errors={errors}>
        {others.map((lang) => (
          <TextField
            key={lang}
            {...field(nameFields[lang], saved(lang))}
            label={t(`budgeting.review.names.in-${lang}`)}
            hint={t('budgeting.review.names.hint')}
            lang={lang}
            required={false}
          />
        ))}
        <Button>{t('budgeting.review.names.button')}</Button>
      </Form>
    </IdeaWorkPage>
  )
}
