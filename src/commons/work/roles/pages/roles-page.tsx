import { roles } from '#commons/access/permit.ts'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { searchOfRead } from '#kernel/http/search-of-read.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Checkbox } from '#ui/components/Choices.tsx'
import { EmptyState } from '#ui/components/EmptyState.tsx'
import { FilterForm } from '#ui/components/Form.tsx'
import { Pagination } from '#ui/components/Pagination.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { fromHere } from '#ui/components/QueueTable.tsx'
import { Select } from '#ui/components/Select.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { RoleList, RoleView } from '../replies.ts'

export function RolesPage({ reply, view }: { reply: RoleList; view: View }) {
  const { t } = view
  const here = (after: string | null) => addressOf(view, { ...reply, after })
  return (
    <WorkPage
      view={view}
      title={t('work.roles.title')}
      lead={t('work.roles.lead')}
      meta={t('work.roles.total', { count: reply.total })}
    >
      <Actions>
        <ButtonLink href={view.href('/work/roles/new')}>{t('work.roles.grant')}</ButtonLink>
      </Actions>
      <FilterForm view={view} action={view.href('/work/roles')} label={t('work.roles.filter')}>
        <div class="filter-fields">
          <Select
            view={view}
            name="role"
            label={t('work.roles.role')}
            required={false}
            value={reply.role ?? ''}
            empty={t('work.roles.all')}
            options={roles.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
          />
          <Checkbox view={view} name="ended" label={t('work.roles.show-ended')} checked={reply.ended} />
        </div>
      </FilterForm>
      {reply.items.length === 0 ? (
        <EmptyState title={t('work.roles.empty')} next={<a href={view.href('/work/roles')}>{t('work.roles.all')}</a>} />
      ) : (
        <RoleTable reply={reply} view={view} />
      )}
      <Pagination
        view={view}
        next={reply.next ? here(reply.next) : undefined}
        first={reply.after ? here(null) : undefined}
      />
    </WorkPage>
  )
}

function RoleTable({ reply, view }: { reply: RoleList; view: View }) {
  const { t } = view
  return (
    <Table
      caption={t('work.roles.title')}
      captionHidden
      rows={reply.items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: t('work.roles.person'),
          names: true,
          cell: ({ name, address }) => (
            <>
              {name ?? t('work.roles.nameless')}
              <br />
              <span class="soft">{address}</span>
            </>
          ),
        },
        { key: 'role', header: t('work.roles.role'), cell: ({ role }) => t(`access.role.${role}`) },
        { key: 'where', header: t('work.roles.where'), cell: (row) => whereOf(row) },
        {
          key: 'factor',
          header: t('work.roles.second-factor'),
          cell: ({ secondFactor }) => (
            <Pill tone={secondFactor ? 'good' : 'waiting'}>
              {t(secondFactor ? 'work.roles.second-factor.set' : 'work.roles.second-factor.waits')}
            </Pill>
          ),
        },
        {
          key: 'since',
          header: t('work.roles.since'),
          cell: ({ grantedAt, endedAt }) =>
            [view.date(grantedAt, 'short'), endedAt && view.date(endedAt, 'short')].filter(Boolean).join(' – '),
        },
        {
          key: 'end',
          header: t('work.roles.act'),
          cell: ({ id, endedAt, name }) =>
            endedAt ? (
              '—'
            ) : (
              <a href={fromHere(view, view.href(`/work/roles/${id}/end`))}>
                {t('work.roles.end')}
                <span class="ds-sr-only">: {name}</span>
              </a>
            ),
        },
      ]}
    />
  )
}

export function whereOf({ place, authority }: RoleView): string {
  return place?.name ?? authority?.name ?? '—'
}

function addressOf(view: View, { role, ended, after }: Pick<RoleList, 'role' | 'ended' | 'after'>): string {
  return view.href('/work/roles') + searchOfRead({ role, ended, after })
}
