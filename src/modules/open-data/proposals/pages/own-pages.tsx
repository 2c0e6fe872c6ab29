import { LangField } from '#commons/people/lang-field.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { ErrorSummary } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { MINE } from '../paths.ts'
import type { NewProposalView, OwnProposals, ProposalView } from '../replies.ts'

interface Props<R> {
  reply: R
  view: View
  form: FormState
}

const crumbs = ({ t }: View) => [
  { path: '/data', label: t('open-data.catalogue.title') },
  { path: '/data/challenges', label: t('open-data.challenges.room') },
]

/** A problem, to which institution, shown by which data. */
export function NewProposalPage({ reply, view, form }: Props<NewProposalView>) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <ColumnPage
      view={view}
      title={t('open-data.proposals.new')}
      noindex
      crumbs={crumbs(view)}
      lead={t('open-data.proposals.new.lead')}
    >
      <Form view={view} action={view.href(`${MINE}/new`)} errors={errors} hidden={{ 'idempotency-key': form.key }}>
        <TextField
          view={view}
          name="title"
          label={t('open-data.proposals.title')}
          error={errors?.title}
          value={typed(form, 'title')}
        />
        <TextArea
          view={view}
          name="problem"
          label={t('open-data.proposals.problem')}
          hint={t('open-data.proposals.problem.hint')}
          error={errors?.problem}
          value={typed(form, 'problem')}
          rows={8}
          limit={6_000}
        />
        <Select
          view={view}
          name="institution"
          label={t('open-data.proposals.institution')}
          hint={t('open-data.proposals.institution.hint')}
          error={errors?.institution}
          value={typed(form, 'institution', reply.institution ?? '')}
          empty={t('open-data.proposals.institution.choose')}
          options={reply.institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <TextArea
          view={view}
          name="datasets"
          label={t('open-data.challenges.datasets.names')}
          hint={t('open-data.challenges.datasets.hint')}
          required={false}
          error={errors?.datasets}
          value={typed(form, 'datasets', reply.dataset ?? '')}
          rows={3}
        />
        <LangField view={view} form={form} errors={errors} label={t('open-data.wishes.lang')} />
        <p class="soft">{t('open-data.proposals.new.who-reads')}</p>
        <Button>{t('open-data.proposals.new.button')}</Button>
      </Form>
    </ColumnPage>
  )
}

/** What one proposed, and what the institutions answered. */
export function OwnProposalsPage({ reply, view, form }: Props<OwnProposals>) {
  const { t } = view
  const errors = errorsOf(form, view)
  const again = <ButtonLink href={view.href(`${MINE}/new`)}>{t('open-data.proposals.new')}</ButtonLink>
  return (
    <ColumnPage
      view={view}
      title={t('open-data.proposals.mine')}
      noindex
      crumbs={crumbs(view)}
      lead={t('open-data.proposals.mine.lead')}
    >
      {errors && <ErrorSummary view={view} errors={errors} />}
      {reply.items.length === 0 ? (
        <EmptyState title={t('open-data.proposals.none')} next={again} />
      ) : (
        <>
          <Actions>{again}</Actions>
          {reply.items.map((one) => (
            <Mine key={one.id} proposal={one} view={view} />
          ))}
        </>
      )}
    </ColumnPage>
  )
}

const TONES = { waiting: 'waiting', taken: 'good', refused: 'neutral' } as const

function Mine({ proposal, view }: { proposal: ProposalView; view: View }) {
  const { t } = view
  const { id, title, lang, problem, state, reason, reasonLang, challenge, institution, proposedAt } = proposal
  const said = otherLang(lang, view)
  return (
    <section class="section" aria-labelledby={`proposal-${id}`}>
      <h2 id={`proposal-${id}`} lang={said}>
        {title}
      </h2>
      <p class="section-note">
        {institution.name} · {view.date(proposedAt)}
      </p>
      <p>
        <Pill tone={TONES[state]}>{t(`open-data.proposals.state.${state}`)}</Pill>
      </p>
      <p class="lines" lang={said}>
        {problem}
      </p>
      {reason && (
        <>
          <p>
            <strong>{t('open-data.proposals.reason')}</strong>
          </p>
          <p class="lines" lang={otherLang(reasonLang ?? undefined, view)}>
            {reason}
          </p>
        </>
      )}
      {challenge !== null && (
        <p>
          <a href={view.href(`/data/challenges/${challenge}`)}>{t('open-data.proposals.became')}</a>
        </p>
      )}
      {state === 'waiting' && (
        <Form view={view} action={view.href(`${MINE}/${id}/withdrawal`)} scope={`withdraw-${id}`}>
          <Button kind="quiet">{t('open-data.proposals.withdraw')}</Button>
        </Form>
      )}
    </section>
  )
}
