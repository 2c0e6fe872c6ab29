import { WorkPage } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Desk } from '#ui/components/Desk.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Table } from '#ui/components/Table.tsx'
import type { SettingDeskView } from '../replies.ts'
import { ChangeSettingForm } from './change-setting-form.tsx'
import { SettingSource } from './setting-source.tsx'

/** One setting: what holds and why, what held before, and the form that sets a new value. */
export function SettingDeskPage({ reply, view, form }: { reply: SettingDeskView; view: View; form: FormState }) {
  const { t } = view
  const { setting } = reply
  return (
    <WorkPage
      view={view}
      title={setting.title}
      crumbs={[{ path: '/work/settings', label: t('settings.desk.title') }]}
      meta={<code>{setting.key}</code>}
    >
      <Desk decide={<ChangeSettingForm reply={reply} view={view} form={form} />}>
        <Section id="in-force" title={t('settings.in-force')}>
          <p class="setting-value">
            <strong>{setting.words}</strong>
          </p>
          <SettingSource view={view} setting={setting} />
        </Section>
        <Section id="history" title={t('settings.history')} note={t('settings.history.note')}>
          {reply.changes.length === 0 ? <p>{t('settings.history.empty')}</p> : <History reply={reply} view={view} />}
        </Section>
      </Desk>
    </WorkPage>
  )
}

const TONES = { holds: 'good', coming: 'waiting', past: 'neutral' } as const

function History({ reply, view }: { reply: SettingDeskView; view: View }) {
  const { t } = view
  return (
    <Table
      caption={t('settings.history')}
      captionHidden
      rows={reply.changes}
      rowKey={({ at, from }) => `${at} ${from}`}
      columns={[
        { key: 'from', header: t('settings.from'), names: true, cell: ({ from }) => view.date(from, 'short') },
        { key: 'value', header: t('settings.value'), cell: ({ words }) => <strong>{words}</strong> },
        {
          key: 'state',
          header: t('settings.state'),
          cell: ({ state }) => <Pill tone={TONES[state]}>{t(`settings.state.${state}`)}</Pill>,
        },
        {
          key: 'whose',
          header: t('settings.whose'),
          cell: ({ authority }) => authority?.name ?? t('settings.whose.house'),
        },
        { key: 'reason', header: t('settings.reason'), cell: ({ reason }) => reason },
        {
          key: 'by',
          header: t('settings.set'),
          cell: ({ by, at }) => [by ?? t('settings.by.system'), view.dateTime(at)].join(', '),
        },
      ]}
    />
  )
}
