import { WorkCrumbs } from '#commons/work/pages/work-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Desk } from '#ui/components/Desk.tsx'
import { Details } from '#ui/components/Details.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { typed } from '#ui/form-state.ts'
import type { CaseView } from '../replies.ts'
import { Answers, FollowUps } from './answer-view.tsx'
import { actPath, CaseForms } from './case-forms.tsx'
import { CaseState } from './case-section.tsx'
import { ClockLine } from './clock-line.tsx'
import { Unplaced } from './unplaced.tsx'

interface Props {
  reply: CaseView
  view: View
  form: FormState
}

/** Everything an officer needs to decide, and beside it what can be decided now. */
export function CasePage({ reply, view, form }: Props) {
  const { t } = view
  const { petition } = reply
  return (
    <Page view={view} title={t('petitions.answering.case.title', { number: petition.number })} noindex>
      <Wrap>
        <div class="stack-wide">
          <WorkCrumbs view={view} crumbs={[{ path: '/work/cases', label: t('petitions.answering.work.title') }]} />
          <Heading
            title={petition.title}
            titleLang={petition.lang}
            lead={t(`petitions.answering.next.${reply.case.state}`)}
            state={<CaseState one={reply.case} view={view} />}
            meta={[
              t('petitions.answering.case.title', { number: petition.number }),
              reply.case.authority.name,
              reply.case.incomingNumber && t('petitions.answering.incoming', { number: reply.case.incomingNumber }),
              reply.responsible && t('petitions.answering.responsible', { name: reply.responsible }),
            ]
              .filter(Boolean)
              .join(' · ')}
          />
          <Unplaced form={form} placed={reply.may.some((one) => actPath(one) === typed(form, 'act'))} view={view} />
          <Desk decide={<CaseForms reply={reply} view={view} form={form} />}>
            <Section id="clocks" title={t('petitions.answering.case.clocks')}>
              {reply.case.clocks.map((clock) => (
                <ClockLine key={clock.name + clock.startsOn} clock={clock} view={view} />
              ))}
            </Section>
            <Starter reply={reply} view={view} />
            <Defects reply={reply} view={view} />
            {reply.case.answers.length + reply.case.followUps.length > 0 && (
              <Section id="answer" title={t('petitions.answering.case.answer')}>
                <Answers answers={reply.case.answers} number={petition.number} view={view} />
                <FollowUps followUps={reply.case.followUps} number={petition.number} view={view} />
              </Section>
            )}
            <Section
              id="text"
              title={t('petitions.answering.case.text')}
              note={t('petitions.count.levels', {
                email: reply.count.email,
                strong: reply.count.strong,
                signed: reply.count.signed,
              })}
            >
              <Prose html={petition.whyHtml} lang={petition.lang} />
              <p>
                <a href={view.href(`/petitions/${petition.number}-${petition.slug}`)}>
                  {t('petitions.answering.case.public')}
                </a>
                {' · '}
                <a href={`/work/cases/${reply.id}/petition.pdf`}>{t('petitions.answering.case.pdf')}</a>
              </p>
            </Section>
          </Desk>
        </div>
      </Wrap>
    </Page>
  )
}

function Starter({ reply, view }: { reply: CaseView; view: View }) {
  const { t } = view
  const { starter } = reply
  if (!starter) return <p>{t('petitions.answering.case.not-lodged')}</p>
  return (
    <Section id="starter" title={t('petitions.answering.case.starter')} note={t('petitions.answering.case.reading')}>
      <SummaryList
        view={view}
        rows={[
          { question: t('petitions.answering.lodging.name'), answer: starter.name },
          { question: t('petitions.answering.lodging.domicile'), answer: starter.domicile },
          { question: t('petitions.answering.lodging.email'), answer: starter.email },
          ...(starter.phone ? [{ question: t('petitions.answering.lodging.phone'), answer: starter.phone }] : []),
          {
            question: t('petitions.answering.case.lodged'),
            answer: `${view.date(starter.lodgedAt)} · ${t(`petitions.level.${starter.level}`)}`,
          },
        ]}
      />
    </Section>
  )
}

function Defects({ reply, view }: { reply: CaseView; view: View }) {
  const { t } = view
  if (reply.defects.length === 0) return null
  return (
    <Section id="defects" title={t('petitions.answering.case.defects')}>
      {reply.defects.map(({ text, untilOn, askedAt, mended }) => (
        <div key={askedAt} class="stack">
          <p>{text}</p>
          <p class="soft">{t('petitions.answering.defects.until', { day: view.date(untilOn) })}</p>
          {mended && (
            <Details summary={t('petitions.answering.defects.mended')} open>
              <p>{mended}</p>
            </Details>
          )}
        </div>
      ))}
    </Section>
  )
}
