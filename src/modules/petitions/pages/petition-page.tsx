import { CitesSection } from '#commons/citations/pages/cites-section.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { BarChart } from '#ui/components/BarChart.tsx'
import { BigNumber } from '#ui/components/BigNumber.tsx'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Panel } from '#ui/components/Card.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Progress } from '#ui/components/Progress.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SplitPage } from '#ui/components/SplitPage.tsx'
import { Timeline } from '#ui/components/Timeline.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { AnsweringSection } from '../answering/on-page.tsx'
import { FindSection, openGraphOf } from '../find/on-page.tsx'
import { ModerationNotice, ModerationSection } from '../moderation/on-page.tsx'
import { PaperLine, PaperSection } from '../paper/on-page.tsx'
import { RecountMark, recountedEntries } from '../recount/on-page.tsx'
import type { PetitionView } from '../replies.ts'
import { SigningSection } from '../signing/on-page.tsx'
import { SignForm } from '../signing/pages/sign-form.tsx'
import { StartSection } from '../start/on-page.tsx'
import { Downloads } from '../statistics/pages/downloads.tsx'
import { goalsOf } from './goals.ts'
import { roadOf } from './road.ts'
import { shownState, stateTone } from './state-tone.ts'
import { UnitsSection } from './units-section.tsx'

interface Props {
  reply: PetitionView
  view: View
}

/** The public page: what is asked, how far it has come, the one thing to do, then the reasons and the record. */
export function PetitionPage({ reply, view }: Props) {
  const { t } = view
  const writtenLang = otherLang(reply.lang, view)
  return (
    <Page
      view={view}
      title={reply.title}
      description={metaOf({ reply, view })}
      origin={view.publicUrl}
      openGraph={openGraphOf(reply, view)}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/petitions', label: t('petitions.nav') }]} />
        <SplitPage
          actId="sign"
          head={
            <Heading
              title={reply.title}
              titleLang={writtenLang}
              state={
                <>
                  <Pill tone={stateTone(reply)}>{t(`petitions.state.${shownState(reply)}`)}</Pill>
                  {reply.answering.cases.some(({ answers }) => answers.length > 0) && (
                    <>
                      {' '}
                      <a href="#answers">
                        <Pill tone="good">{t('petitions.answering.answered')}</Pill>
                      </a>
                    </>
                  )}
                </>
              }
              meta={metaOf({ reply, view })}
            />
          }
          ask={
            <>
              <ModerationNotice reply={reply.moderation} view={view} />
              <Prose html={reply.whyHtml} lang={writtenLang} />
            </>
          }
          act={<Panel>{<Support reply={reply} view={view} />}</Panel>}
          bar={
            reply.takesSignatures && (
              <ButtonLink href="#sign" wide>
                {t('petitions.sign.button')}
              </ButtonLink>
            )
          }
          rest={
            <>
              <AnsweringSection reply={reply.answering} view={view} />
              <ModerationSection reply={reply.moderation} view={view} />
              <StartSection reply={reply.start} view={view} />
              <Section id="road" title={t('petitions.road')}>
                <Timeline view={view} steps={roadOf(reply, view)} />
              </Section>
              <SigningSection reply={reply.signing} view={view} />
              <PaperSection reply={reply.paper} view={view} />
              <CitesSection lines={reply.cites} view={view} />
              <Charts reply={reply} view={view} />
              <FindSection petition={reply} view={view} />
            </>
          }
        />
      </Wrap>
    </Page>
  )
}

function metaOf({ reply, view }: Props): string {
  const { t } = view
  return dotted([
    t('petitions.to', { who: view.list(reply.addressees.map(({ name }) => name)) }),
    reply.starterName ? t('petitions.started-by', { name: reply.starterName }) : t('petitions.started-by-resident'),
    reply.place.length > 1
      ? reply.place
          .slice(1)
          .map(({ name }) => name)
          .join(', ')
      : (reply.place[0]?.name ?? ''),
    reply.publishedAt && view.date(reply.publishedAt),
  ])
}

function Support({ reply, view }: Props) {
  const { t } = view
  const { total, behind } = reply.count
  const goals = goalsOf(reply.thresholds, view)
  const goal = goals.find(({ crossedAt }) => crossedAt === null) ?? goals.at(-1)
  // Refused before it was published: it never took signatures, so there is no number to show.
  if (reply.publishedAt === null) return <p>{t('petitions.moderation.sign-refused')}</p>
  return (
    <>
      <BigNumber
        view={view}
        value={total}
        of={
          goal
            ? t('petitions.count.of', {
                count: total,
                goal: goal.signatures,
                name: goal.title,
              })
            : t('petitions.count', { count: total })
        }
        note={behind ? t('petitions.count.behind', { time: view.dateTime(behind.since) }) : t('petitions.count.fresh')}
        live={{ src: `/api/v1/petitions/${reply.number}`, field: 'count.total' }}
      />
      <RecountMark reply={reply.count} view={view} />
      {goal && (
        <Progress
          view={view}
          value={goal.counted}
          max={goal.signatures}
          label={t('petitions.count.label')}
          next={goal.title}
          passed={goals.filter((one) => one.crossedAt && one.signatures < goal.signatures).map((one) => one.signatures)}
        />
      )}
      <PaperLine reply={reply.paper} view={view} />
      {goal && goal.paper > 0 && (
        <p>
          {t('petitions.paper.towards', {
            name: goal.title,
            counted: goal.counted,
            paper: goal.paper,
            goal: goal.signatures,
          })}
        </p>
      )}
      {goal && goal.level !== 'email' && (
        <p>
          {t('petitions.signing.level-counts', {
            name: goal.title,
            level: goal.level,
            counted: goal.counted,
            goal: goal.signatures,
          })}
        </p>
      )}
      {reply.takesSignatures ? (
        <div class="screen-only">
          <Section id="sign-title" title={t('petitions.sign.title')}>
            <SignForm view={view} number={reply.number} places={reply.places} short />
            <p>
              <a href={view.href(`/petitions/${reply.number}/my-signature`)}>{t('petitions.signing.have-account')}</a>
            </p>
          </Section>
        </div>
      ) : (
        <p>{reply.moderation.refused ? t('petitions.moderation.sign-refused') : t('petitions.sign.over')}</p>
      )}
      <AboutCount reply={reply} view={view} />
    </>
  )
}

/** Of what the count is made, after the doing: who came to sign does not have to read it first. */
function AboutCount({ reply, view }: Props) {
  const { t } = view
  const { email, strong, signed } = reply.count
  const entries = recountedEntries(reply.count, view)
  return (
    <>
      {strong + signed > 0 && <p class="soft small">{t('petitions.count.levels', { email, strong, signed })}</p>}
      {strong + signed > 0 && email > 0 && <p class="soft small">{t('petitions.signing.overlap')}</p>}
      {entries && <p class="soft small">{entries}</p>}
    </>
  )
}

function Charts({ reply, view }: Props) {
  const { t } = view
  if (reply.count.total === 0) return null
  return (
    <>
      <Section id="by-day" title={t('petitions.by-day')}>
        <BarChart
          view={view}
          label={t('petitions.by-day')}
          counted={t('petitions.signatures')}
          days={reply.byDay.map(({ day, signatures }) => ({ date: day, count: signatures }))}
        />
        <Downloads path={`/petitions/${reply.number}/signatures-by-day`} view={view} />
      </Section>
      <UnitsSection reply={reply} view={view}>
        <Downloads path={`/petitions/${reply.number}/signatures-by-unit`} view={view} />
      </UnitsSection>
    </>
  )
}
