import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { RowList } from '#ui/components/RowList.tsx'
import { Section } from '#ui/components/Section.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import type { BreachList } from '../replies.ts'

interface Props {
  reply: BreachList
  view: View
}

/** Breaches of personal data that somebody must answer for; and, for an administrator, the way to whatever must go. */
export function BreachesPage({ reply, view }: Props) {
  const { t } = view
  const { everywhere } = reply
  return (
    <WorkPage
      view={view}
      title={t(everywhere ? 'open-data.recall.desk.all' : 'open-data.recall.desk')}
      lead={t(everywhere ? 'open-data.recall.desk.all.lead' : 'open-data.recall.desk.lead')}
    >
      {everywhere && <Find reply={reply} view={view} />}
      <Section id="breaches" title={t('open-data.recall.breaches')}>
        {reply.items.length === 0 ? (
          <p>{t('open-data.recall.breaches.none')}</p>
        ) : (
          <RowList
            view={view}
            items={reply.items.map((one) => ({
              title: one.dataset.title,
              href: view.href(`/work/data-breaches/${one.id}`),
              meta: [one.institution, view.dateTime(one.openedAt)].join(' · '),
              state: <BreachState view={view} breach={one} />,
            }))}
          />
        )}
      </Section>
    </WorkPage>
  )
}

export function BreachState({ view, breach }: { view: View; breach: BreachList['items'][number] }) {
  const { t } = view
  const { outcome, late, dueAt } = breach
  if (outcome) return <Pill tone="good">{t(`open-data.recall.breach.outcome.${outcome}.done`)}</Pill>
  return (
    <Pill tone={late ? 'overdue' : 'waiting'}>
      {t(late ? 'open-data.recall.breach.late' : 'open-data.recall.breach.due', { when: view.dateTime(dueAt) })}
    </Pill>
  )
}

function Find({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="find" title={t('open-data.recall.find')}>
      <FilterForm
        view={view}
        action={view.href('/work/data-recalls')}
        label={t('open-data.recall.find')}
        submit={t('open-data.recall.find.button')}
      >
        <TextField
          view={view}
          name="find"
          label={t('open-data.recall.find.label')}
          hint={t('open-data.recall.find.hint')}
          type="search"
          value={reply.find ?? ''}
          inSearch
        />
      </FilterForm>
      {reply.find !== null && reply.found.length === 0 && <p>{t('open-data.recall.find.none')}</p>}
      {reply.found.length > 0 && (
        <RowList
          view={view}
          items={reply.found.map((one) => ({
            title: t('open-data.recall.file-and-version', { title: one.title, seq: one.seq }),
            href: view.href(`/work/data-recalls/${one.dataset}/${one.distribution}/${one.seq}`),
            meta: [one.datasetTitle, one.institution, ...(one.publishedAt ? [view.date(one.publishedAt)] : [])].join(
              ' · ',
            ),
            state: one.isCurrent && <Pill tone="good">{t('open-data.recall.current')}</Pill>,
          }))}
        />
      )}
    </Section>
  )
}
