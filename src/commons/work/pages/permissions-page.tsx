import { roles } from '#commons/access/permit.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { PermissionTable } from '../permissions.ts'
import { WorkPage } from './work-page.tsx'

export function PermissionsPage({ reply, view }: { reply: PermissionTable; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('work.permissions.title')} lead={t('work.permissions.lead')}>
      {reply.rooms.map(({ room, title, permissions }) => (
        <Section key={room} id={`room-${room}`} title={title}>
          <Table
            caption={title}
            captionHidden
            rows={permissions}
            rowKey={({ name }) => name}
            columns={[
              {
                key: 'permission',
                header: t('work.permissions.permission'),
                names: true,
                cell: ({ name, words }) => (
                  <>
                    {words}
                    <br />
                    <code class="soft">{name}</code>
                  </>
                ),
              },
              ...roles.map((role) => ({
                key: role,
                header: t(`access.role.${role}`),
                cell: (row: (typeof permissions)[number]) =>
                  row.roles.includes(role) ? t('work.permissions.may') : '—',
              })),
            ]}
          />
        </Section>
      ))}
    </WorkPage>
  )
}
