import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ideaPath } from '../../idea.ts'
import { ideasCrumbs } from '../../ideas/pages/ideas-frame.tsx'
import type { AskingAgainView } from '../replies.ts'
import { AnswerSection } from './answer-section.tsx'

/** For the author of an idea that was not taken up: ask once that somebody else looks again. */
export function AskingAgainPage({ reply, view, form }: { reply: AskingAgainView; view: View; form: FormState }) {
  const { t } = view
  const { idea, answer } = reply
  const errors = errorsOf(form, view)
  return (
    <ColumnPage
      view={view}
      title={t('budgeting.answers.again')}
      description={t('budgeting.answers.again.lead')}
      lead={t('budgeting.answers.again.lead')}
      crumbs={[...ideasCrumbs(reply.process, view), { path: ideaPath(idea), label: idea.title, lang: idea.lang }]}
    >
      <AnswerSection answer={answer && { ...answer, askUntil: null }} number={idea.number} view={view} />
      {answer?.askUntil ? (
        <Form view={view} action={view.href(`/ideas/${idea.number}/asking-again`)} errors={errors}>
          {reply.over && <Elsewhere reply={reply} view={view} />}
          <TextArea
            view={view}
            name="text"
            label={t('budgeting.answers.again.text')}
            hint={t('budgeting.answers.again.hint', { day: view.date(answer.askUntil) })}
            error={errors?.text}
            value={typed(form, 'text')}
            rows={8}
            limit={2_000}
          />
          <Button>{t('budgeting.answers.again.button')}</Button>
        </Form>
      ) : (
        <Notice title={t(answer?.asked ? 'budgeting.answers.again.received' : 'budgeting.answers.again.not-now')} />
      )}
    </ColumnPage>
  )
}

/** What can still become of the idea when its process can only say no again. */
function Elsewhere({ reply, view }: { reply: AskingAgainView; view: View }) {
  const { t } = view
  const { elsewhere, idea } = reply
  return (
    <>
      <p>{t('budgeting.answers.again.over')}</p>
      {elsewhere.length > 0 ? (
        <>
          <p>{t('budgeting.answers.again.elsewhere')}</p>
          <ul>
            {elsewhere.map(({ number, title }) => (
              <li key={number}>
                <a href={view.href(`/processes/${number}/ideas/new?title=${encodeURIComponent(idea.title)}`)}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          {t('budgeting.answers.again.nowhere')}{' '}
          <a href={view.href(`/follow/places/${reply.place}`)}>{t('budgeting.answers.again.follow')}</a>
        </p>
      )}
    </>
  )
}
