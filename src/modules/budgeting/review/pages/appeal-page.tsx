import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ReviewSection, toIdea } from '../on-page.tsx'
import type { AppealView } from '../replies.ts'

/** For the author of a refused idea: ask for another look, once. */
export function AppealPage({ reply, view, form }: { reply: AppealView; view: View; form: FormState }) {
  const { t } = view
  const { idea, review } = reply
  const errors = errorsOf(form, view)
  const until = review.refused?.appealUntil
  return (
    <Page view={view} title={t('budgeting.review.appeal')} description={t('budgeting.review.appeal.lead')}>
      <Wrap>
        <Heading title={t('budgeting.review.appeal')} lead={t('budgeting.review.appeal.lead')} />
        <Measure>
          <p>
            <a href={toIdea(view, idea)} lang={idea.lang}>
              {idea.title}
            </a>
          </p>
          <ReviewSection review={review} view={view} />
          {reply.mayAppeal && until ? (
            <Form view={view} action={view.href(`/ideas/${idea.number}/appeal`)} errors={errors}>
              <TextArea
                view={view}
                name="text"
                label={t('budgeting.review.appeal.text')}
                hint={t('budgeting.review.appeal.text.hint', { day: view.date(until) })}
                error={errors?.text}
                value={typed(form, 'text')}
                rows={8}
                limit={2_000}
              />
              <Button>{t('budgeting.review.appeal.button')}</Button>
            </Form>
          ) : (
            <Notice title={t(review.appeal ? 'budgeting.review.appeal.received' : 'budgeting.review.appeal.not-now')} />
          )}
        </Measure>
      </Wrap>
    </Page>
  )
}
