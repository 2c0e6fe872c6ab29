import { FollowLinks } from '#commons/notices/following/pages/follow-links.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, ButtonLink } from '#ui/components/Button.tsx'
import { ColumnPage } from '#ui/components/ColumnPage.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { datasetPath } from '../../catalogue/dataset-path.ts'
import type { ChallengeView, TeamView } from '../replies.ts'
import { ChallengeChanges } from './challenge-changes.tsx'
import { ChallengePill, challengeCrumbs, Phases, StagePill } from './challenge-parts.tsx'

interface Props {
  reply: ChallengeView
  view: View
}

/** A problem, the data that shows it, its phases, and the teams with how far each has come. */
export function ChallengePage({ reply, view }: Props) {
  const { t } = view
  const { number, institution } = reply
  return (
    <ColumnPage
      view={view}
      title={reply.title.text}
      description={t('open-data.challenges.lead')}
      crumbs={challengeCrumbs(view)}
      titleLang={otherLang(reply.title.lang, view)}
      state={<ChallengePill item={reply} view={view} />}
      meta={<a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>}
    >
      {reply.ended && (
        <Notice
          kind={reply.state === 'closed' ? 'success' : 'info'}
          title={t(`open-data.challenges.ended.${reply.state as 'closed'}`, { day: view.date(reply.ended.at) })}
        >
          <p class="lines" lang={otherLang(reply.ended.text.lang, view)}>
            {reply.ended.text.text}
          </p>
        </Notice>
      )}
      <Prose html={reply.problem.html} lang={otherLang(reply.problem.lang, view)} />
      {reply.takesTeams && (
        <Actions>
          <ButtonLink href={view.href(`/data/challenges/${number}/teams`)}>
            {t('open-data.challenges.team.form')}
          </ButtonLink>
        </Actions>
      )}
      <FollowLinks view={view} kind="challenges" subject={String(number)} />
      <Section id="phases" title={t('open-data.challenges.phases')}>
        <Phases item={reply} view={view} />
      </Section>
      <Datasets reply={reply} view={view} />
      <Section id="teams" title={t('open-data.challenges.teams')}>
        {reply.teamList.length === 0 && <p>{t('open-data.challenges.teams.none')}</p>}
        {reply.teamList.map((team) => (
          <TeamBlock key={team.id} team={team} view={view} />
        ))}
      </Section>
      <ChallengeChanges changes={reply.changes} view={view} />
    </ColumnPage>
  )
}

function Datasets({ reply, view }: Props) {
  if (reply.datasets.length === 0) return null
  return (
    <Section id="datasets" title={view.t('open-data.challenges.datasets')}>
      <ul>
        {reply.datasets.map(({ name, title }) => (
          <li key={name}>
            <a href={view.href(datasetPath({ name }))} lang={otherLang(title.lang, view)}>
              {title.text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** A team: who, what it proposes, what it has made, and what the institution says of it. */
export function TeamBlock({ team, view }: { team: TeamView; view: View }) {
  const { t } = view
  const lang = otherLang(team.lang, view)
  return (
    <article class="stack" aria-labelledby={`team-${team.id}`}>
      <h3 id={`team-${team.id}`} lang={lang}>
        {team.name}
      </h3>
      <p>
        <StagePill team={team} view={view} />
      </p>
      {team.hidden !== null && (
        <p>
          {t('open-data.challenges.team.hidden')}:{' '}
          <span lang={otherLang(team.hiddenLang ?? undefined, view)}>{team.hidden}</span>
        </p>
      )}
      {team.members.length > 0 && (
        <p class="soft">
          {t('open-data.challenges.team.members')}: {team.members.join(', ')}
        </p>
      )}
      {team.proposal && (
        <p class="lines" lang={lang}>
          {team.proposal}
        </p>
      )}
      {team.prototype && (
        <p>
          <a href={team.prototype.url} rel="nofollow ugc noopener">
            {t('open-data.challenges.prototype')}
          </a>
          <br />
          <span class="lines" lang={lang}>
            {team.prototype.text}
          </span>
        </p>
      )}
      {team.pilot && (
        <p>
          <strong>{t('open-data.challenges.stage.pilot')}</strong> ({view.date(team.pilot.at)}):{' '}
          <span class="lines" lang={otherLang(team.pilot.lang ?? undefined, view)}>
            {team.pilot.text}
          </span>
        </p>
      )}
      {team.result && (
        <p>
          <strong>{t('open-data.challenges.stage.result')}</strong> ({view.date(team.result.at)}):{' '}
          <span class="lines" lang={otherLang(team.result.lang ?? undefined, view)}>
            {team.result.text}
          </span>
        </p>
      )}
    </article>
  )
}
