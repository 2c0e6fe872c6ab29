import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import { DESK } from '../paths.ts'
import type { ProposalQueue, ProposalView } from '../replies.ts'

/** What people propose to one's institution, the longest waiting first. */
export function ProposalQueuePage({ reply, view }: { reply: ProposalQueue; view: View }) {
  const { t } = view
  return (
    <WorkQueuePage
      view={view}
      name={t('open-data.proposals.desk')}
      lead={t('open-data.proposals.desk.lead')}
      reply={reply}
      empty={{
        title: t('open-data.proposals.desk.none'),
        next: <a href={view.href('/work/challenges')}>{t('open-data.challenges.desk')}</a>,
      }}
      rowKey={({ id }) => id}
      href={({ id }) => view.href(`${DESK}/${id}`)}
      title={({ title }) => title}
      titleLang={({ lang }) => lang}
      titleHeader={t('open-data.proposals.title')}
      columns={[
        {
          key: 'institution',
          header: t('open-data.catalogue.facet.institution'),
          cell: ({ institution }) => institution.name,
        },
        {
          key: 'at',
          header: t('open-data.proposals.at'),
          cell: ({ proposedAt }) => view.date(proposedAt, 'short'),
        },
      ]}
    />
  )
}

/** One proposal: its words, and beside them what the institution answers. */
export function ProposalDeskPage({ reply, view, form }: { reply: ProposalView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  const act = (path: string) => view.href(`${DESK}/${reply.id}/${path}`)
  // Two forms stand on the page; what failed comes back in its own.
  const refusing = form.values.reason !== undefined
  const romanian = reply.lang === 'ro'
  const lang = otherLang(reply.lang, view)
  return (
    <WorkPage
      view={view}
      title={reply.title}
      meta={`${reply.institution.name} · ${view.date(reply.proposedAt)}`}
      crumbs={[{ path: DESK, label: t('open-data.proposals.desk') }]}
    >
      <Desk
        decide={
          reply.state === 'waiting' && (
            <>
              <Section id="take" title={t('open-data.proposals.take')} note={t('open-data.proposals.take.note')}>
                <Form view={view} action={act('taking')} errors={refusing ? undefined : errors} scope="take">
                  <TextField
                    view={view}
                    name="titleRo"
                    label={t('open-data.challenges.title.Ro')}
                    error={refusing ? undefined : errors?.titleRo}
                    value={typed(form, 'titleRo', romanian ? reply.title : '')}
                  />
                  <TextArea
                    view={view}
                    name="problemRo"
                    label={t('open-data.challenges.problem.Ro')}
                    error={refusing ? undefined : errors?.problemRo}
                    value={typed(form, 'problemRo', romanian ? reply.problem : '')}
                    rows={8}
                    limit={6_000}
                  />
                  <Button>{t('open-data.proposals.take')}</Button>
                </Form>
              </Section>
              <Section id="refuse" title={t('open-data.proposals.refuse')} note={t('open-data.proposals.refuse.note')}>
                <Form view={view} action={act('refusal')} errors={refusing ? errors : undefined} scope="refuse">
                  <TextArea
                    view={view}
                    name="reason"
                    label={t('open-data.proposals.reason')}
                    error={refusing ? errors?.reason : undefined}
                    value={typed(form, 'reason')}
                    rows={4}
                    limit={1_000}
                  />
                  <LangField
                    view={view}
                    form={form}
                    errors={refusing ? errors : undefined}
                    label={t('open-data.wishes.lang')}
                  />
                  <Button kind="quiet">{t('open-data.proposals.refuse')}</Button>
                </Form>
              </Section>
            </>
          )
        }
      >
        {reply.state !== 'waiting' && (
          <Notice kind="info" title={t(`open-data.proposals.state.${reply.state}`)}>
            {reply.reason && (
              <p class="lines" lang={otherLang(reply.reasonLang ?? undefined, view)}>
                {reply.reason}
              </p>
            )}
          </Notice>
        )}
        <p class="lines" lang={lang}>
          {reply.problem}
        </p>
        {reply.datasets.length > 0 && (
          <Section id="datasets" title={t('open-data.challenges.datasets')}>
            <ul>
              {reply.datasets.map((name) => (
                <li key={name}>
                  <a href={view.href(datasetPath({ name }))}>{name}</a>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Desk>
    </WorkPage>
  )
}
