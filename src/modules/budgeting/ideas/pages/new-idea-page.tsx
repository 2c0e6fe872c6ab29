import { processPath } from '#commons/processes/process.ts'
import type { FormState } from '#kernel/http/endpoint.ts'
import { say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { TITLE_MAX, wrongTitle } from '../fields.ts'
import type { NewIdeaView } from '../replies.ts'
import { IdeaFields } from './idea-fields.tsx'
import { IdeaRows } from './idea-rows.tsx'
import { IdeasFrame, ideasCrumbs } from './ideas-frame.tsx'

interface Props {
  reply: NewIdeaView
  view: View
  form: FormState
}

/** A new idea: its title first, then what may be the same, then the rest. */
export function NewIdeaPage({ reply, view, form }: Props) {
  const { t } = view
  const title = t('budgeting.ideas.act')
  const first = asksTitle(reply, form)
  return (
    <IdeasFrame view={view} title={title} crumbs={ideasCrumbs(reply.process, view)}>
      <Measure>
        <Heading
          title={title}
          lead={t(first ? 'budgeting.ideas.new.lead' : 'budgeting.ideas.new.rest')}
          meta={reply.standing === 'open' ? t('processes.open-until', { day: view.date(reply.closesOn) }) : undefined}
        />
        {reply.standing !== 'open' ? (
          <EmptyState
            title={t(`budgeting.ideas.not-now.${reply.standing}`)}
            next={<ButtonLink href={view.href(processPath(reply.process))}>{reply.process.title}</ButtonLink>}
          />
        ) : reply.levelEnough ? (
          <Steps reply={reply} view={view} form={form} />
        ) : (
          <Notice kind="warning" title={t('processes.level-too-weak')}>
            <p>
              <a href={view.href('/account/identity')}>{t('budgeting.ideas.raise-level')}</a>
            </p>
          </Notice>
        )}
      </Measure>
    </IdeasFrame>
  )
}

function Steps({ reply, view, form }: Props) {
  const { t } = view
  if (asksTitle(reply, form)) return <TitleFirst reply={reply} view={view} />
  return (
    <>
      {reply.similar.length > 0 ? (
        <section class="section" aria-labelledby="similar">
          <h2 id="similar">{t('budgeting.ideas.similar')}</h2>
          <p>{t('budgeting.ideas.similar.lead')}</p>
          <IdeaRows items={reply.similar} view={view} />
        </section>
      ) : (
        reply.title !== null && <p>{t('budgeting.ideas.similar.none')}</p>
      )}
      <IdeaFields reply={reply} view={view} form={form} />
    </>
  )
}

function TitleFirst({ reply, view }: Omit<Props, 'form'>) {
  const { t } = view
  const wrong = reply.title === null ? null : wrongTitle(reply.title)
  const error = wrong ? say(t, wrong) : undefined
  return (
    <>
      <ErrorSummary view={view} errors={error ? { title: error } : undefined} />
      <FilterForm
        view={view}
        action={view.href(`/processes/${reply.process.number}/ideas/new`)}
        label={t('budgeting.ideas.act')}
        submit={t('budgeting.ideas.new.next')}
      >
        <TextField
          view={view}
          name="title"
          label={t('budgeting.ideas.field.title')}
          hint={t('budgeting.ideas.field.title.hint', { max: TITLE_MAX })}
          value={reply.title ?? undefined}
          error={error}
        />
        {reply.need !== null && <HiddenField name="need" value={String(reply.need)} />}
      </FilterForm>
    </>
  )
}

/** Only the title is asked as long as there is none, or a wrong one, and nothing was sent: a form that comes back, for whatever reason, is the whole one. */
function asksTitle(reply: NewIdeaView, form: FormState): boolean {
  return (reply.title === null || wrongTitle(reply.title) !== null) && Object.keys(form.values).length === 0
}
