import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { errorsOf } from '#ui/form-state.ts'
import { DeclaredFields } from '../../declared-fields.tsx'
import type { SupportView } from '../replies.ts'
import { Link } from './idea-page.tsx'
import { IdeasFrame, ideasCrumbs } from './ideas-frame.tsx'

/** Whether one supports an idea, and the way to do so or to take it back. */
export function SupportPage({ reply, view, form }: { reply: SupportView; view: View; form: FormState }) {
  const { t } = view
  const { idea, supported } = reply
  const title = t(supported ? 'budgeting.ideas.supported' : 'budgeting.ideas.support')
  return (
    <IdeasFrame view={view} title={title} crumbs={ideasCrumbs(reply.process, view)}>
      <Measure>
        <Heading
          title={title}
          lead={<Link idea={idea} view={view} />}
          meta={
            reply.supportsNeeded > 0
              ? `${view.number(idea.supports)} ${t(reply.answers ? 'budgeting.answers.supports-of-needed' : 'budgeting.ideas.supports-of-needed', { count: idea.supports, needed: reply.supportsNeeded })}`
              : `${view.number(idea.supports)} ${t('budgeting.ideas.supports-of', { count: idea.supports })}`
          }
        />
        {!reply.open ? (
          <Notice kind="info" title={t('budgeting.ideas.not-gathering')} />
        ) : !reply.levelEnough ? (
          <Notice kind="warning" title={t('processes.level-too-weak')}>
            <p>
              <a href={view.href('/account/identity')}>{t('budgeting.ideas.raise-level')}</a>
            </p>
          </Notice>
        ) : (
          <Form
            view={view}
            action={view.href(`/ideas/${idea.number}/${supported ? 'withdrawn-support' : 'support'}`)}
            errors={errorsOf(form, view)}
          >
            {!supported && <DeclaredFields asked={reply} view={view} form={form} />}
            <p>{t(supported ? 'budgeting.ideas.supported.text' : 'budgeting.ideas.support.note')}</p>
            <Button kind={supported ? 'quiet' : 'main'}>
              {t(supported ? 'budgeting.ideas.support.withdraw' : 'budgeting.ideas.support.button')}
            </Button>
          </Form>
        )}
      </Measure>
    </IdeasFrame>
  )
}
