import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { OneColumn } from '../pages/one-column.tsx'
import type { AccountView } from './replies.ts'

/** What I am here, and the ways to what is mine. */
export function AccountPage({ reply, view }: { reply: AccountView; view: View }) {
  const { t } = view
  const title = t('people.account.title')
  return (
    <OneColumn view={view} title={title}>
      <Heading title={reply.name ?? title} lead={reply.address} />
      {reply.roles.length > 0 && (
        <Section title={t('people.account.work')} id="work">
          <ul>
            {reply.roles.map((role) => (
              <li key={role}>{role}</li>
            ))}
          </ul>
          <Actions>
            <ButtonLink href={view.href('/work')}>{t('people.account.to-work')}</ButtonLink>
          </Actions>
        </Section>
      )}
      <Section title={t('people.account.mine')} id="mine">
        <Ways
          view={view}
          ways={[
            ['/account/petitions', t('people.account.petitions')],
            ['/account/signatures', t('people.account.signatures')],
            ['/account/ideas', t('people.account.ideas')],
            ['/account/comments', t('people.account.comments')],
            ['/account/data-requests', t('people.account.data-requests')],
            ['/data/challenges/proposals', t('people.account.proposals')],
            ['/account/following', t('people.account.following')],
            ['/account/data', t('people.account.data')],
          ]}
        />
      </Section>
      <Section title={t('people.account.about')} id="about">
        <SummaryList
          view={view}
          rows={[
            {
              question: t('people.name'),
              answer: reply.name ?? t('people.not-said'),
              change: view.href('/account/profile'),
            },
            {
              question: t('people.lang'),
              answer: t(`people.lang.${reply.lang}`),
              lang: reply.lang,
              change: view.href('/account/profile'),
            },
            {
              question: t('people.place'),
              answer: reply.place?.name ?? t('people.not-said'),
              change: view.href('/account/profile'),
            },
            {
              question: t('people.level'),
              answer: t(`people.level.${reply.level}`),
              change: view.href('/account/identity'),
            },
          ]}
        />
      </Section>
      <Section title={t('people.account.safety')} id="safety">
        <Ways
          view={view}
          ways={[
            ['/account/sessions', t('people.sessions.title')],
            ...(reply.roles.length > 0
              ? [['/account/second-factor', t('people.set-up.title')] as [string, string]]
              : []),
            ['/account/tokens', t('people.tokens.title')],
          ]}
        />
        <Form view={view} action={view.href('/sign-out')}>
          <Button kind="quiet">{t('people.sign-out')}</Button>
        </Form>
      </Section>
    </OneColumn>
  )
}

function Ways({ view, ways }: { view: View; ways: [string, string][] }) {
  return (
    <ul>
      {ways.map(([path, label]) => (
        <li key={path}>
          <a href={view.href(path)}>{label}</a>
        </li>
      ))}
    </ul>
  )
}
