import { type MessageKey, say } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { DocumentList } from '../documents/document-list.tsx'
import { Supporters } from '../support/supporters.tsx'
import { ByDay } from './by-day.tsx'
import { MineFrame } from './frame.tsx'
import type { MineView } from './replies.ts'
import { ownTone } from './tone.ts'

interface Props {
  reply: MineView
  view: View
}

/** Where the petition stands, and what its starter can do now. */
export function MinePage({ reply, view }: Props) {
  const { t } = view
  const lang = otherLang(reply.lang, view)
  return (
    <MineFrame view={view} title={t('petitions.start.mine.title')}>
      <Heading
        title={reply.title}
        titleLang={lang}
        state={<Pill tone={ownTone(reply.state)}>{t(`petitions.state.${reply.state}`)}</Pill>}
        lead={t(`petitions.start.mine.${reply.state}`)}
      />
      {reply.advice && <Advice reply={reply} view={view} />}
      {reply.supportUrl && <PrivateLink reply={reply} view={view} />}
      {reply.publishedAt && <Standing reply={reply} view={view} />}
      <Ways reply={reply} view={view} />
      {reply.publishedAt && <ByDay days={reply.byDay} view={view} />}
      {reply.documents.length > 0 && (
        <Section id="documents" title={t('petitions.start.documents')}>
          <DocumentList view={view} documents={reply.documents} lang={lang} />
        </Section>
      )}
    </MineFrame>
  )
}

function Advice({ reply: { advice, number }, view }: Props) {
  const { t } = view
  return (
    <Notice kind="warning" title={t('petitions.start.mine.advice')}>
      {advice?.reason && <p>{say(t, { key: `petitions.moderation.reason.${advice.reason}` as MessageKey })}</p>}
      <p class="lines">{advice?.text}</p>
      {advice && <p>{t('petitions.start.mine.advice-until', { day: view.date(advice.until) })}</p>}
      <ButtonLink href={view.href(`/petitions/${number}/mine/text`)}>{t('petitions.start.mine.change')}</ButtonLink>
    </Notice>
  )
}

function PrivateLink({ reply, view }: Props) {
  const { t } = view
  return (
    <Section
      id="support"
      title={t('petitions.start.mine.link')}
      note={reply.supportUntil && t('petitions.start.mine.link-until', { day: view.date(reply.supportUntil) })}
    >
      <p>{t('petitions.start.mine.link-text')}</p>
      <CopyLink view={view} url={reply.supportUrl ?? ''} label={t('petitions.start.mine.copy')} />
      <Form view={view} action={view.href(`/petitions/${reply.number}/mine/support-link-mail`)}>
        <Button kind="quiet">{t('petitions.start.mine.mail-link')}</Button>
      </Form>
      <Supporters view={view} supporters={reply.supporters} needed={reply.needed} />
    </Section>
  )
}

function Standing({ reply, view }: Props) {
  const { t } = view
  return (
    <Section id="count" title={t('petitions.signatures')}>
      <BigNumber
        view={view}
        value={reply.total}
        of={t('petitions.count', { count: reply.total })}
        note={reply.closesOn && t('petitions.start.mine.until', { day: view.date(reply.closesOn) })}
      />
      <p>
        <a href={view.href(`/petitions/${reply.number}-${reply.slug}`)}>{t('petitions.start.mine.public')}</a>
      </p>
    </Section>
  )
}

function Ways({ reply, view }: Props) {
  const { t } = view
  const to = (path: string) => view.href(`/petitions/${reply.number}/${path}`)
  const { mayAppeal, mayLodge, mayMend, lodged, mayClarify, mayClose, mayAbandon } = reply
  if (![mayAppeal, mayLodge, mayMend, lodged, mayClarify, mayClose, mayAbandon].includes(true)) return null
  return (
    <Section id="ways" title={t('petitions.start.mine.ways')}>
      <Actions>
        {reply.mayAppeal && <ButtonLink href={to('appeal')}>{t('petitions.start.mine.appeal')}</ButtonLink>}
        {reply.mayLodge && <ButtonLink href={to('lodging')}>{t('petitions.start.mine.lodge')}</ButtonLink>}
        {reply.mayMend && <ButtonLink href={to('defects')}>{t('petitions.start.mine.mend')}</ButtonLink>}
        {lodged && (
          <ButtonLink href={to('lodging-receipt')} kind="quiet">
            {t('petitions.answering.receipt.open')}
          </ButtonLink>
        )}
        {reply.mayClarify && (
          <ButtonLink href={to('mine/clarifications')} kind="quiet">
            {t('petitions.start.clarify')}
          </ButtonLink>
        )}
        {reply.mayClose && (
          <ButtonLink href={to('mine/closing')} kind="quiet">
            {t('petitions.start.close')}
          </ButtonLink>
        )}
        {reply.mayAbandon && (
          <ButtonLink href={to('mine/abandonment')} kind="quiet">
            {t('petitions.start.abandon')}
          </ButtonLink>
        )}
      </Actions>
    </Section>
  )
}
