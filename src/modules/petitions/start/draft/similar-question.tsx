import { Actions, Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { aboutTheSave } from './about-the-save.ts'
import type { StepProps } from './step-page.tsx'

/** Open petitions that may ask the same: sign one of them, or say that this one is different. */
export function SimilarQuestion({ reply, view, form }: StepProps) {
  const { t } = view
  return (
    <>
      <h1>{t('petitions.start.step.similar')}</h1>
      <p>{t('petitions.start.similar.lead', { title: reply.answers.title ?? '' })}</p>
      {reply.similar.length === 0 ? (
        <p>{t('petitions.start.similar.none')}</p>
      ) : (
        <RowList
          view={view}
          items={reply.similar.map((petition) => ({
            title: petition.title,
            lang: petition.lang,
            href: view.href(`/petitions/${petition.number}-${petition.slug}`),
            meta: petition.closesOn
              ? `${petition.place} · ${t('petitions.start.similar.closes', { day: view.date(petition.closesOn) })}`
              : petition.place,
            state: <Pill tone="going">{t('petitions.state.open')}</Pill>,
            number: { value: petition.total, of: t('petitions.list.signatures', { count: petition.total }) },
          }))}
        />
      )}
      <p>{t('petitions.start.similar.why-one')}</p>
      <Form
        view={view}
        action={view.href(`/petitions/drafts/${reply.id}/similar`)}
        errors={errorsOf(form, view)}
        hidden={{ ...aboutTheSave(reply, form), differs: 'yes' }}
      >
        <Actions>
          <Button>{t('petitions.start.similar.different')}</Button>
        </Actions>
      </Form>
    </>
  )
}
