import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Details } from '#ui/components/Details.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterChips } from '#ui/components/FilterChips.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { ActView, AuditTrail } from '../replies.ts'
import { TrailFilter } from './trail-filter.tsx'

type Filter = AuditTrail['filter']

/** What officials did, with filters; the same as a file. */
export function TrailPage({ reply, view }: { reply: AuditTrail; view: View }) {
  const { t } = view
  const { items, filter, next } = reply
  return (
    <WorkPage view={view} title={t('audit.title')} lead={t('audit.lead')}>
      <TrailFilter reply={reply} view={view} />
      <FilterChips view={view} filters={chips(reply, view)} clear={view.href('/work/audit')} />
      {items.length === 0 ? (
        <EmptyState title={t('audit.empty')} next={<a href={view.href('/work/audit')}>{t('audit.all')}</a>} />
      ) : (
        <>
          <Table
            caption={t('audit.title')}
            captionHidden
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              { key: 'at', header: t('audit.column.at'), names: true, cell: ({ at }) => view.dateTime(at) },
              { key: 'by', header: t('audit.column.by'), cell: (act) => <By act={act} view={view} filter={filter} /> },
              { key: 'act', header: t('audit.column.act'), cell: ({ words }) => words },
              {
                key: 'subject',
                header: t('audit.column.subject'),
                cell: ({ subject }) => (
                  <>
                    {subject.path ? <a href={view.href(subject.path)}>{subject.name}</a> : subject.name}
                    <br />
                    <a class="small" href={addressOf(view, { ...filter, subject: `${subject.kind}:${subject.id}` })}>
                      {t('audit.subject.acts')}
                      <span class="ds-sr-only">: {subject.name}</span>
                    </a>
                  </>
                ),
              },
              {
                key: 'data',
                header: t('audit.column.data'),
                unbroken: true,
                cell: ({ data }) => <Facts data={data} view={view} />,
              },
            ]}
          />
          <p>
            <ButtonLink kind="quiet" href={addressOf(view, filter, '/work/audit.csv')}>
              {t('audit.download')}
            </ButtonLink>
          </p>
        </>
      )}
      <Pagination
        view={view}
        next={next ? addressOf(view, { ...filter, after: next }) : undefined}
        first={filter.after ? addressOf(view, { ...filter, after: null }) : undefined}
      />
    </WorkPage>
  )
}

function By({ act, view, filter }: { act: ActView; view: View; filter: Filter }) {
  const { t } = view
  if (!act.by) return <>{t('audit.system')}</>
  const role = act.role === 'administrator' || act.role === 'moderator' || act.role === 'officer' ? act.role : null
  return (
    <>
      <a href={addressOf(view, { ...filter, who: act.by.accountId })}>{act.by.name ?? t('audit.nameless')}</a>
      <br />
      {act.token && (
        <>
          <span class="soft">{t('audit.token', { name: act.token.name ?? act.token.id })}</span>
          <br />
        </>
      )}
      <span class="soft">
        {[role ? t(`access.role.${role}`) : act.role, act.authority?.name].filter(Boolean).join(', ')}
      </span>
    </>
  )
}

function Facts({ data, view }: { data: ActView['data']; view: View }) {
  const facts = Object.entries(data)
  if (facts.length === 0) return <>—</>
  return (
    <Details summary={view.t('audit.facts', { count: facts.length })}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Details>
  )
}

function chips({ filter, acts, items }: AuditTrail, view: View) {
  const { t } = view
  const labels = {
    who: filter.who && t('audit.filter.who.is', { who: nameOf(filter.who, items) }),
    act: filter.act && (acts.find(({ act }) => act === filter.act)?.words ?? filter.act),
    subject: filter.subject && t('audit.filter.subject.is', { subject: subjectOf(filter.subject, items) }),
    from: filter.from && t('audit.filter.from.is', { day: view.date(filter.from) }),
    to: filter.to && t('audit.filter.to.is', { day: view.date(filter.to) }),
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, without: addressOf(view, { ...filter, [name]: null, after: null }) }] : [],
  )
}

/** Of somebody whose acts were asked for by account the name that stands beside them, else what was typed. */
function nameOf(typed: string, items: ActView[]): string {
  return items.find(({ by }) => by?.accountId === typed)?.by?.name ?? typed
}

/** The name that the found acts give it, else what was typed. */
function subjectOf(typed: string, items: ActView[]): string {
  return items.find(({ subject }) => `${subject.kind}:${subject.id}` === typed)?.subject.name ?? typed
}

function addressOf(view: View, filter: Filter, path = '/work/audit'): string {
  return view.href(path) + searchOfRead(path.endsWith('.csv') ? { ...filter, after: null } : filter)
}
