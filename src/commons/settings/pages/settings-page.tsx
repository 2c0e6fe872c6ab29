import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { QueueTable } from '#ui/components/QueueTable.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { SettingsView } from '../replies.ts'
import { SettingSource } from './setting-source.tsx'

/** All settings of all rooms, for those who may change them. */
export function SettingsPage({ reply, view }: { reply: SettingsView; view: View }) {
  const { t } = view
  return (
    <WorkPage view={view} title={t('settings.desk.title')} lead={t('settings.desk.lead')}>
      {reply.rooms.map(({ room, title, settings }) => (
        <Section key={room} id={`room-${room}`} title={title}>
          <QueueTable
            view={view}
            caption={title}
            captionHidden
            rows={settings}
            rowKey={({ key }) => key}
            href={({ key }) => view.href(`/work/settings/${key}`)}
            title={(setting) => setting.title}
            titleHeader={t('settings.setting')}
            columns={[
              { key: 'value', header: t('settings.value'), cell: ({ words }) => <strong>{words}</strong> },
              {
                key: 'source',
                header: t('settings.source'),
                cell: (setting) => (
                  <div class="wide-cell">
                    <SettingSource view={view} setting={setting} />
                  </div>
                ),
              },
              {
                key: 'own',
                header: t('settings.own'),
                numeric: true,
                cell: ({ scope, values }) =>
                  scope === 'house'
                    ? '—'
                    : view.number(values.filter(({ authority, holds }) => authority && holds).length),
              },
            ]}
          />
        </Section>
      ))}
    </WorkPage>
  )
}
