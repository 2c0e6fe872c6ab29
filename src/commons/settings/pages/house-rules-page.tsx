import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { SettingsView, SettingView } from '../replies.ts'
import { SettingSource } from './setting-source.tsx'

/** Every rule by which this house works, for everybody. */
export function HouseRulesPage({ reply, view }: { reply: SettingsView; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('settings.rules.title')} description={t('settings.rules.lead')}>
      <Wrap>
        <Measure>
          <Heading
            title={t('settings.rules.title')}
            lead={t('settings.rules.lead')}
            meta={t('settings.rules.on', { day: view.date(reply.on) })}
          />
          {reply.rooms.map(({ room, title, settings }) => (
            <Section key={room} id={`room-${room}`} title={title}>
              <SummaryList
                view={view}
                rows={settings.map((setting) => ({
                  question: setting.title,
                  answer: <Rule view={view} setting={setting} />,
                }))}
              />
            </Section>
          ))}
        </Measure>
      </Wrap>
    </Page>
  )
}

function Rule({ view, setting }: { view: View; setting: SettingView }) {
  const { t } = view
  const own = setting.values.filter(({ authority, holds }) => authority && holds)
  return (
    <>
      <p>
        <strong>{setting.words}</strong>
      </p>
      <SettingSource view={view} setting={setting} />
      {own.map(({ authority, words, from, reason }) => (
        <p key={authority?.slug} class="soft">
          <a href={view.href(`/authorities/${authority?.slug}`)}>{authority?.name}</a>: <strong>{words}</strong>,{' '}
          {t('settings.since', { from: view.date(from) })}: {reason}
        </p>
      ))}
      {setting.values.length > 0 && (
        <Details summary={t('settings.history.count', { count: setting.values.length })}>
          <ul>
            {setting.values.map(({ words, from, reason, authority }, at) => (
              <li key={at}>
                {t('settings.since', { from: view.date(from) })}: <strong>{words}</strong>
                {authority && ` (${authority.name})`}. {reason}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
