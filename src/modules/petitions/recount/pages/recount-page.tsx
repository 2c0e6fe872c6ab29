import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Button } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import type { DifferenceView, RecountView } from '../replies.ts'

/** Whether counters, totals, signatures and the public log tell the same numbers. */
export function RecountPage({ reply, view }: { reply: RecountView; view: View }) {
  const { t } = view
  const { open, healed, checked } = reply
  return (
    <WorkPage view={view} title={t('petitions.recount.title')} lead={t('petitions.recount.lead')}>
      {open.length === 0 ? (
        <Notice kind="success" title={t('petitions.recount.agree')} />
      ) : (
        <Notice kind="danger" title={t('petitions.recount.open', { count: open.length })}>
          <p>{t('petitions.recount.open.more')}</p>
        </Notice>
      )}
      {open.length > 0 && <Differences id="open" rows={open} view={view} />}
      <Section id="check" title={t('petitions.recount.check')} note={t('petitions.recount.check.note')}>
        <p>
          {checked
            ? t('petitions.recount.checked', {
                at: view.dateTime(checked.at),
                entries: checked.index,
                ms: checked.ms,
              })
            : t('petitions.recount.never-checked')}{' '}
          {t('petitions.recount.summed', { entries: reply.entries })}
        </p>
        <Form view={view} action={view.href('/work/recount/checks')}>
          <Button>{t('petitions.recount.check-now')}</Button>
        </Form>
      </Section>
      {healed.length > 0 && <Differences id="healed" rows={healed} view={view} />}
    </WorkPage>
  )
}

function Differences({ id, rows, view }: { id: 'open' | 'healed'; rows: DifferenceView[]; view: View }) {
  const { t } = view
  const title = t(id === 'open' ? 'petitions.recount.differences' : 'petitions.recount.healed')
  return (
    <Section id={id} title={title}>
      <Table
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'petition',
            header: t('petitions.petition'),
            names: true,
            cell: ({ petition }) =>
              petition ? (
                <a href={view.href(petitionPath(petition))} lang={otherLang(petition.lang, view)}>
                  {petition.number}. {petition.title}
                </a>
              ) : (
                t('petitions.recount.place.log')
              ),
          },
          {
            key: 'place',
            header: t('petitions.recount.place'),
            cell: ({ place }) => t(`petitions.recount.place.${place}`),
          },
          {
            key: 'expected',
            header: t('petitions.recount.expected'),
            cell: ({ expected, found }) => <Numbers numbers={expected} beside={found} view={view} />,
          },
          {
            key: 'found',
            header: t('petitions.recount.found'),
            cell: ({ expected, found }) => <Numbers numbers={found} beside={expected} view={view} />,
          },
          { key: 'since', header: t('petitions.recount.since'), cell: ({ foundAt }) => view.dateTime(foundAt) },
          ...(id === 'healed'
            ? [
                {
                  key: 'until',
                  header: t('petitions.recount.until'),
                  cell: ({ healedAt }: DifferenceView) => (healedAt ? view.dateTime(healedAt) : ''),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Levels of which there is none on either side say nothing. */
function Numbers({
  numbers,
  beside,
  view,
}: {
  numbers: Record<string, number>
  beside: Record<string, number>
  view: View
}) {
  const parts = Object.entries(numbers)
    .filter(([name, value]) => value !== 0 || (beside[name] ?? 0) !== 0)
    .map(([name, value]) => view.t('petitions.recount.number', { name, value }))
  return <>{parts.join(', ')}</>
}
