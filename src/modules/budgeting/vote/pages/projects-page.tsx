import { AgainNotice } from '#commons/processes/again/pages/again-notice.tsx'
import { ProcessPartPage } from '#commons/processes/pages/process-part-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { Table } from '#ui/components/Table.tsx'
import { money } from '../../money.ts'
import { channelRows, turnoutLine } from '../../paper/pages/turnout-words.ts'
import { ProjectLink } from '../../project-name.tsx'
import { BallotsMark } from '../../recount/on-page.tsx'
import type { ProjectList } from '../replies.ts'
import { EnvelopeNote } from './envelope-note.tsx'

/** What everybody votes on, what it costs, and the rule that will count it. */
export function ProjectsPage({ reply, view }: { reply: ProjectList; view: View }) {
  const { t } = view
  const { process } = reply
  // Before the ballot is fixed there is the money, and how it will be counted.
  const early = reply.standing === 'coming'
  const lead = t(early ? 'budgeting.vote.projects.early' : 'budgeting.vote.projects.lead')
  return (
    <ProcessPartPage
      view={view}
      process={reply.process}
      first={<AgainNotice view={view} process={reply.process} />}
      title={t(early ? 'budgeting.vote.look.early' : 'budgeting.vote.projects')}
      lead={lead}
      meta={
        reply.standing === 'coming'
          ? t('budgeting.vote.opens', { day: view.date(reply.opensOn) })
          : turnoutLine(reply.turnout, process, view)
      }
      description={lead}
    >
      {reply.standing !== 'coming' && !reply.process.rehearsal && (
        <BallotsMark
          mark={reply.mark}
          view={view}
          ballots={reply.channels ? reply.channels.online + reply.channels.token : reply.turnout.ballots}
          opened={reply.opened}
          givenUp={reply.givenUp}
        />
      )}
      {reply.standing === 'open' && (
        <Actions>
          <ButtonLink href={view.href(`/processes/${process.number}/ballot`)}>{t('budgeting.vote.act')}</ButtonLink>
        </Actions>
      )}
      {reply.standing === 'closed' && (
        <p>
          <a href={view.href(`/processes/${process.number}/ballots`)}>{t('budgeting.vote.ballots')}</a>
        </p>
      )}
      {reply.paper && reply.standing === 'open' && (
        <p>
          <a href={view.href(`/processes/${process.number}/paper`)}>{t('budgeting.paper.also')}</a>
        </p>
      )}
      {reply.channels && (
        <Section id="channels" title={t('budgeting.paper.channels')}>
          <SummaryList view={view} rows={channelRows(reply.channels, reply.turnout, view)} />
          {reply.paper && (
            <p>
              <a href={view.href(`/processes/${process.number}/paper`)}>{t('budgeting.paper.title')}</a>
            </p>
          )}
        </Section>
      )}
      {reply.envelopes.map((envelope) => (
        <Section
          key={envelope.position}
          id={`envelope-${envelope.position}`}
          title={envelope.name}
          note={<EnvelopeNote view={view} envelope={envelope} currency={reply.currency} />}
        >
          {envelope.projects.length === 0 ? (
            <p>{t(early ? 'budgeting.vote.projects.not-yet' : 'budgeting.vote.projects.none')}</p>
          ) : (
            <Table
              caption={envelope.name}
              captionHidden
              rows={envelope.projects}
              rowKey={({ number }) => String(number)}
              columns={[
                {
                  key: 'title',
                  header: t('budgeting.vote.project'),
                  names: true,
                  cell: (project) => (
                    <>
                      <ProjectLink view={view} path={project.path} project={project} />
                      {project.void && <p class="soft">{t('budgeting.vote.voided', { reason: project.void })}</p>}
                    </>
                  ),
                },
                {
                  key: 'number',
                  header: t('budgeting.vote.number'),
                  numeric: true,
                  cell: ({ number }) => view.number(number),
                },
                { key: 'place', header: t('budgeting.vote.place'), cell: ({ place }) => place },
                {
                  key: 'cost',
                  header: t('budgeting.vote.cost'),
                  numeric: true,
                  cell: ({ cost }) => money(view, cost, reply.currency),
                },
              ]}
            />
          )}
        </Section>
      ))}
      {reply.standing !== 'coming' && (
        <p class="screen-only">
          <a href={view.href(`/processes/${process.number}/paper-ballot`)}>{t('budgeting.vote.paper')}</a> ·{' '}
          <a href={view.href(`/processes/${process.number}/paper-ballot?size=large`)}>
            {t('budgeting.vote.paper.large')}
          </a>
        </p>
      )}
      <Section id="rule" title={t('budgeting.vote.how-counted')}>
        <p>{tieInWords(reply, view)}</p>
        {reply.exclusive.map((set) => (
          <p key={set.join()}>
            {t('budgeting.vote.exclusive-set', { numbers: view.list(set.map((one) => view.number(one))) })}
          </p>
        ))}
        {!reply.listsBallots && !reply.givenUp && <p>{t('budgeting.vote.unlisted')}</p>}
        {reply.fixedAt && <p>{t('budgeting.vote.fixed', { day: view.date(reply.fixedAt) })}</p>}
      </Section>
    </ProcessPartPage>
  )
}

/** What decides between equal projects, in order. */
function tieInWords({ tie }: ProjectList, { t }: View): string {
  const [first] = tie
  return t(
    first === 'more-votes'
      ? 'budgeting.vote.tie.votes'
      : first === 'lot'
        ? 'budgeting.vote.tie.lot'
        : 'budgeting.vote.tie',
  )
}
