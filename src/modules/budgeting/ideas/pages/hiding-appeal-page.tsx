import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { HidingAppeal, HidingAppealView } from '../replies.ts'
import { IdeasFrame } from './ideas-frame.tsx'

/** For those who wrote an idea that a moderator hid: why, and the way to another moderator. */
export function HidingAppealPage({ reply, view, form }: { reply: HidingAppealView; view: View; form: FormState }) {
  const { t } = view
  const { idea, hidden, appeal } = reply
  const errors = errorsOf(form, view)
  const title = t('budgeting.ideas.hiding.appeal')
  return (
    <IdeasFrame view={view} title={title} crumbs={[{ path: '/account/ideas', label: t('budgeting.ideas.mine') }]}>
      <Measure>
        <Heading title={title} lead={<span lang={idea.lang}>{reply.title}</span>} />
        {hidden === null ? (
          <Notice kind="info" title={t('budgeting.ideas.hiding.not-hidden')} />
        ) : (
          <Notice kind="warning" title={t('budgeting.ideas.hidden')}>
            <p>{hidden}</p>
          </Notice>
        )}
        {appeal && <AppealNotice appeal={appeal} view={view} />}
        {reply.mayAppeal && (
          <Form view={view} action={view.href(`/ideas/${idea.number}/hiding-appeal`)} errors={errors}>
            <TextArea
              view={view}
              name="text"
              label={t('budgeting.ideas.hiding.why')}
              hint={t('budgeting.ideas.hiding.why.hint')}
              error={errors?.text}
              value={typed(form, 'text')}
              rows={6}
              limit={1_000}
            />
            <Button>{t('budgeting.ideas.hiding.button')}</Button>
          </Form>
        )}
      </Measure>
    </IdeasFrame>
  )
}

/** An appeal against hiding, and its answer. */
export function AppealNotice({ appeal, view }: { appeal: HidingAppeal; view: View }) {
  const { t } = view
  return (
    <Notice
      kind={appeal.decision === 'lifted' ? 'success' : 'info'}
      title={t(appeal.decision ? `budgeting.ideas.hiding.${appeal.decision}` : 'budgeting.ideas.hiding.waits')}
    >
      {appeal.text && (
        <p class="lines" lang={appeal.lang ?? undefined}>
          {appeal.text}
        </p>
      )}
      <p class="soft">{view.date(appeal.at)}</p>
      {appeal.answer && (
        <p class="lines" lang={appeal.answerLang ?? undefined}>
          {appeal.answer}
        </p>
      )}
    </Notice>
  )
}
