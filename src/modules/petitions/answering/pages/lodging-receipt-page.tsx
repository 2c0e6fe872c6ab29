import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import type { LodgingReceiptView } from '../replies.ts'
import { CaseState } from './case-section.tsx'
import { ClockLine } from './clock-line.tsx'

interface Props {
  reply: LodgingReceiptView
  view: View
}

/** What was lodged, with whom and when, each authority's clocks, what comes next. Made to be printed. */
export function LodgingReceiptPage({ reply, view }: Props) {
  const { t } = view
  const { petition } = reply
  const waiting = reply.lodgings.some(({ cases }) => cases.some(({ outcome }) => outcome === null))
  return (
    <Page view={view} title={t('petitions.answering.receipt.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('petitions.answering.receipt.title')} meta={`№\u00a0${petition.number}`} />
          <p lang={petition.lang}>
            <strong>{petition.title}</strong>
          </p>
          {reply.lodgings.map((lodging) => (
            <Lodging key={lodging.lodgedAt} lodging={lodging} number={petition.number} view={view} />
          ))}
          {waiting && <Next reply={reply} view={view} />}
          <ButtonLink href={view.href(`/petitions/${petition.number}-${petition.slug}`)} kind="quiet">
            {t('petitions.answering.mail.open')}
          </ButtonLink>
        </Measure>
      </Wrap>
    </Page>
  )
}

function Lodging({
  lodging,
  number,
  view,
}: {
  lodging: LodgingReceiptView['lodgings'][number]
  number: number
  view: View
}) {
  const { t } = view
  return (
    <>
      <SummaryList
        view={view}
        rows={[
          { question: t('petitions.answering.receipt.when'), answer: view.dateTime(lodging.lodgedAt) },
          { question: t('petitions.answering.pdf.level'), answer: t(`petitions.level.${lodging.level}`) },
          {
            question: t('petitions.answering.receipt.fingerprint'),
            answer: (
              <>
                <code>{lodging.fingerprint}</code>
                <p class="soft">{t('petitions.answering.receipt.fingerprint-note')}</p>
              </>
            ),
          },
        ]}
      />
      {lodging.cases.map((one) => (
        <Section key={one.id} id={`case-${one.authority.slug}`} title={one.authority.name}>
          <CaseState one={one} view={view} />
          <p>
            {one.incomingNumber
              ? t('petitions.answering.incoming', { number: one.incomingNumber })
              : t('petitions.answering.receipt.no-number')}
          </p>
          {one.clocks.map((clock) => (
            <ClockLine key={clock.name + clock.startsOn} clock={clock} view={view} />
          ))}
          <p>
            <a href={`/petitions/${number}/lodging-receipt/${one.id}/petition.pdf`}>
              {t('petitions.answering.receipt.letter')}
            </a>
          </p>
        </Section>
      ))}
    </>
  )
}

function Next({ reply, view }: Props) {
  const { t } = view
  const { answerTerm: term } = reply
  return (
    <Notice kind="info" title={t('petitions.answering.receipt.next')}>
      <p>{t('petitions.answering.receipt.next-number')}</p>
      <p>
        {t('petitions.answering.receipt.next-answer', { days: term.days, unit: term.unit, basis: term.basis })}
        {!term.verified && ` · ${t('petitions.answering.clock.unverified')}`}
      </p>
      <p>{t('petitions.answering.receipt.next-overdue')}</p>
    </Notice>
  )
}
