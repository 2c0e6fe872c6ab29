import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { petitionPath } from '../../petition.ts'
import type { FraudDeskView } from '../replies.ts'
import { ConditionFields } from './condition-fields.tsx'

/** Held signatures first, because a term runs for them; then crowds, then what was set aside. */
export function FraudPage({ reply, view, form }: { reply: FraudDeskView; view: View; form: FormState }) {
  const { t } = view
  return (
    <Page view={view} title={t('petitions.fraud.title')} noindex>
      <Wrap>
        <WorkCrumbs view={view} />
        <div class="stack-wide">
          <Heading title={t('petitions.fraud.title')} lead={t('petitions.fraud.lead')} />
          <Section id="holds" title={t('petitions.fraud.holds')} note={t('petitions.fraud.holds.note')}>
            {reply.holds.length === 0 ? (
              <p>{t('petitions.fraud.holds.none')}</p>
            ) : (
              <Table
                caption={t('petitions.fraud.holds')}
                captionHidden
                rows={reply.holds}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'petition', header: t('petitions.petition'), names: true, cell: (row) => linkTo(row, view) },
                  {
                    key: 'kind',
                    header: t('petitions.fraud.kind'),
                    cell: (row) => row.domain ?? t(`petitions.fraud.kind.${row.kind}`),
                  },
                  {
                    key: 'signatures',
                    header: t('petitions.signatures'),
                    numeric: true,
                    cell: (row) => view.number(row.signatures),
                  },
                  {
                    key: 'due',
                    header: t('petitions.fraud.due'),
                    cell: (row) => (
                      <Pill tone={row.daysLeft < 0 ? 'overdue' : 'waiting'}>{view.date(row.dueOn, 'short')}</Pill>
                    ),
                  },
                  {
                    key: 'act',
                    header: t('petitions.fraud.act'),
                    cell: (row) => (
                      <Form view={view} action={view.href(`/work/fraud/holds/${row.id}/release`)}>
                        <Button kind="quiet">{t('petitions.fraud.release')}</Button>
                      </Form>
                    ),
                  },
                ]}
              />
            )}
          </Section>
          {reply.trends.length > 0 && (
            <Section id="trends" title={t('petitions.fraud.trends')} note={t('petitions.fraud.trends.note')}>
              <Table
                caption={t('petitions.fraud.trends')}
                captionHidden
                rows={reply.trends}
                rowKey={(row) => `${row.petition.number} ${row.kind} ${row.hour} ${row.signatures}`}
                columns={[
                  { key: 'petition', header: t('petitions.petition'), names: true, cell: (row) => linkTo(row, view) },
                  {
                    key: 'kind',
                    header: t('petitions.fraud.kind'),
                    cell: (row) => t(`petitions.fraud.kind.${row.kind}`),
                  },
                  { key: 'hour', header: t('petitions.fraud.hour'), cell: (row) => view.dateTime(row.hour) },
                  {
                    key: 'signatures',
                    header: t('petitions.signatures'),
                    numeric: true,
                    cell: (row) => view.number(row.signatures),
                  },
                ]}
              />
            </Section>
          )}
          {reply.invalidations.length > 0 && (
            <Section id="invalidations" title={t('petitions.fraud.invalidations')}>
              <Table
                caption={t('petitions.fraud.invalidations')}
                captionHidden
                rows={reply.invalidations}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'day',
                    header: t('petitions.fraud.started'),
                    names: true,
                    cell: (row) => (
                      <a href={view.href(`/work/fraud/invalidations/${row.id}`)}>{view.dateTime(row.createdAt)}</a>
                    ),
                  },
                  { key: 'petition', header: t('petitions.petition'), cell: (row) => linkTo(row, view) },
                  {
                    key: 'state',
                    header: t('petitions.statistics.state'),
                    cell: (row) => t(`petitions.fraud.state.${row.state}`),
                  },
                  {
                    key: 'found',
                    header: t('petitions.fraud.found'),
                    numeric: true,
                    cell: (row) => view.number(row.signaturesFound),
                  },
                  {
                    key: 'done',
                    header: t('petitions.fraud.done'),
                    numeric: true,
                    cell: (row) => view.number(row.signaturesDone),
                  },
                ]}
              />
            </Section>
          )}
          <Section id="condition" title={t('petitions.fraud.condition')} note={t('petitions.fraud.condition.note')}>
            <ConditionFields reply={reply} view={view} form={form} />
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}

function linkTo({ petition }: { petition: FraudDeskView['holds'][number]['petition'] }, view: View) {
  return (
    <a href={view.href(petitionPath(petition))} lang={petition.lang}>
      {petition.title}
    </a>
  )
}
