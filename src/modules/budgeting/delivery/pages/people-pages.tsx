import type { ComponentChildren } from 'preact'
import { processCrumbs } from '#commons/processes/pages/process-crumbs.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Radios } from '#ui/components/Choices.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { ProjectName } from '../../project-name.tsx'
import { projectPath } from '../project.ts'
import type { AnswerView, StatementView } from '../replies.ts'
import { ScopeChange } from './project-sections.tsx'

interface FrameProps {
  view: View
  title: string
  reply: { process: AnswerView['process']; project: StatementView['project'] }
  children: ComponentChildren
}

function Frame({ view, title, reply: { process, project }, children }: FrameProps) {
  return (
    <ColumnPage
      view={view}
      title={title}
      noindex
      crumbs={[
        ...processCrumbs(view, process),
        { path: projectPath(process, project), label: project.title, lang: project.lang },
      ]}
      meta={<ProjectName project={project} />}
    >
      {children}
    </ColumnPage>
  )
}

/** "Is it done?", asked of whoever is here. */
export function AnswerPage({ reply, view, form }: { reply: AnswerView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { answer } = reply
  return (
    <Frame view={view} title={t('budgeting.delivery.is-it-done')} reply={reply}>
      {answer && (
        <Notice kind="success" title={t('budgeting.delivery.answered', { day: view.date(answer.on) })}>
          <p>{t(answer.done ? 'budgeting.delivery.yes' : 'budgeting.delivery.no')}</p>
        </Notice>
      )}
      {reply.asked ? (
        <Form view={view} action={view.href(`${projectPath(reply.process, reply.project)}/answer`)} errors={errors}>
          <Radios
            view={view}
            name="done"
            label={t('budgeting.delivery.is-it-done')}
            hint={t('budgeting.delivery.is-it-done.note')}
            error={errors?.done}
            value={typed(form, 'done', answer ? (answer.done ? 'yes' : 'no') : '')}
            choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(`budgeting.delivery.${value}`) }))}
          />
          <TextArea
            view={view}
            name="comment"
            label={t('budgeting.delivery.comment')}
            hint={t('budgeting.delivery.comment.hint')}
            required={false}
            error={errors?.comment}
            value={typed(form, 'comment', answer?.comment ?? '')}
            rows={4}
            limit={1_000}
          />
          <Button>{t('budgeting.delivery.answer.button')}</Button>
        </Form>
      ) : (
        <Notice title={t('budgeting.delivery.not-done')} />
      )}
    </Frame>
  )
}

/** An author says what they hold of a change of their project. */
export function StatementPage({ reply, view, form }: { reply: StatementView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const { scope } = reply
  return (
    <Frame view={view} title={t('budgeting.delivery.statement')} reply={reply}>
      {scope ? (
        <>
          <ScopeChange one={scope} view={view} />
          <Form
            view={view}
            action={view.href(`${projectPath(reply.process, reply.project)}/statement`)}
            errors={errors}
          >
            <TextArea
              view={view}
              name="text"
              label={t('budgeting.delivery.statement.yours')}
              hint={t('budgeting.delivery.statement.hint', { day: view.date(scope.hearUntil) })}
              error={errors?.text}
              value={typed(form, 'text', scope.statement ?? '')}
              rows={6}
              limit={2_000}
            />
            <Button>{t('budgeting.delivery.statement.button')}</Button>
          </Form>
        </>
      ) : (
        <Notice title={t('budgeting.delivery.scope.none')} />
      )}
    </Frame>
  )
}
