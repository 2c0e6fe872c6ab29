import type { ComponentChildren } from 'preact'
import { LangField } from '#commons/people/lang-field.tsx'
import { WorkPage } from '#commons/work/pages/work-page.tsx'
import { WorkQueuePage } from '#commons/work/pages/work-queue-page.tsx'
import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Actions, Button, ButtonLink } from '#ui/components/Button.tsx'
import { Desk } from '#ui/components/Desk.tsx'
import { Details } from '#ui/components/Details.tsx'
import { ErrorSummary, type Errors } from '#ui/components/ErrorSummary.tsx'
import { Form } from '#ui/components/Form.tsx'
import { Measure } from '#ui/components/Layout.tsx'
import { DateField } from '#ui/components/OtherFields.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextArea } from '#ui/components/TextArea.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { ChallengeDesk, ChallengeList, NewChallengeView, TeamView } from '../replies.ts'
import { TeamBlock } from './challenge-page.tsx'
import { ChallengePill, Phases } from './challenge-parts.tsx'

const DESK = '/work/challenges'
const both = ['Ru', 'En'] as const
const lower = { Ro: 'ro', Ru: 'ru', En: 'en' } as const

/** Challenges that one runs, drafts too. */
export function ChallengesDeskPage({ reply, view }: { reply: ChallengeList; view: View }) {
  const { t } = view
  const begin = <ButtonLink href={view.href(`${DESK}/new`)}>{t('open-data.challenges.new')}</ButtonLink>
  return (
    <WorkQueuePage
      view={view}
      name={t('open-data.challenges.desk')}
      lead={t('open-data.challenges.desk.lead')}
      reply={reply}
      empty={{ title: t('open-data.challenges.none'), next: begin }}
      rowKey={({ number }) => number}
      href={({ number }) => view.href(`${DESK}/${number}`)}
      title={({ title }) => title.text}
      titleLang={({ title }) => title.lang}
      titleHeader={t('open-data.challenges.act-subject')}
      columns={[
        {
          key: 'institution',
          header: t('open-data.catalogue.facet.institution'),
          cell: ({ institution }) => institution.name,
        },
        {
          key: 'state',
          header: t('open-data.wishes.state'),
          cell: (item) => <ChallengePill item={item} view={view} />,
        },
        {
          key: 'teams',
          header: t('open-data.challenges.teams'),
          numeric: true,
          cell: ({ teams }) => view.number(teams),
        },
      ]}
    >
      {reply.items.length > 0 && <Actions>{begin}</Actions>}
    </WorkQueuePage>
  )
}

export function NewChallengePage({ reply, view, form }: { reply: NewChallengeView; view: View; form: FormState }) {
  const { t } = view
  const errors = errorsOf(form, view)
  return (
    <WorkPage
      view={view}
      title={t('open-data.challenges.new')}
      lead={t('open-data.challenges.new.lead')}
      crumbs={[{ path: DESK, label: t('open-data.challenges.desk') }]}
    >
      <Measure>
        <Form view={view} action={view.href(DESK)} errors={errors} hidden={{ 'idempotency-key': form.key }}>
          <Select
            view={view}
            name="organisation"
            label={t('open-data.challenges.organisation')}
            error={errors?.organisation}
            value={typed(form, 'organisation')}
            options={reply.institutions.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Described view={view} form={form} errors={errors} />
          <Button>{t('open-data.challenges.new.button')}</Button>
        </Form>
      </Measure>
    </WorkPage>
  )
}

interface FieldsProps {
  view: View
  form: FormState
  errors: Errors | undefined
  desk?: ChallengeDesk
}

function Described({ view, form, errors, desk }: FieldsProps) {
  const { t } = view
  const days = desk?.challenge
  const title = (lang: 'Ro' | 'Ru' | 'En') => (
    <TextField
      key={lang}
      view={view}
      name={`title${lang}`}
      label={t(`open-data.challenges.title.${lang}`)}
      required={lang === 'Ro'}
      error={errors?.[`title${lang}`]}
      value={typed(form, `title${lang}`, desk?.titles[lower[lang]] ?? '')}
    />
  )
  const problem = (lang: 'Ro' | 'Ru' | 'En') => (
    <TextArea
      key={lang}
      view={view}
      name={`problem${lang}`}
      label={t(`open-data.challenges.problem.${lang}`)}
      hint={lang === 'Ro' ? t('open-data.challenges.problem.hint') : undefined}
      required={lang === 'Ro'}
      error={errors?.[`problem${lang}`]}
      value={typed(form, `problem${lang}`, desk?.problems[lower[lang]] ?? '')}
      rows={8}
      limit={6_000}
    />
  )
  const day = (name: 'teamsUntil' | 'prototypesUntil' | 'pilotUntil') => (
    <DateField
      view={view}
      name={name}
      label={t(`open-data.challenges.${name}`)}
      error={errors?.[name]}
      value={typed(form, name, days?.[name] ?? '')}
    />
  )
  const others = both.some((lang) => errors?.[`title${lang}`] || errors?.[`problem${lang}`])
  return (
    <>
      {title('Ro')}
      {problem('Ro')}
      <Details summary={t('open-data.challenges.other-languages')} open={others}>
        {both.map((lang) => (
          <div class="stack" key={lang}>
            {title(lang)}
            {problem(lang)}
          </div>
        ))}
      </Details>
      <TextArea
        view={view}
        name="datasets"
        label={t('open-data.challenges.datasets.names')}
        hint={t('open-data.challenges.datasets.hint')}
        required={false}
        error={errors?.datasets}
        value={typed(form, 'datasets', desk?.datasetNames.join('\n') ?? '')}
        rows={4}
      />
      {day('teamsUntil')}
      {day('prototypesUntil')}
      {day('pilotUntil')}
    </>
  )
}

/** A challenge as everybody sees it, and beside it what whoever runs it may do. */
export function ChallengeDeskPage({ reply, view, form }: { reply: ChallengeDesk; view: View; form: FormState }) {
  const { t } = view
  const { challenge, may } = reply
  const failed = typed(form, 'act')
  const stateOf = (path: string): FormState => (failed === path ? form : { values: {}, errors: [], key: form.key })
  const placed =
    failed !== '' &&
    (may as string[]).concat(challenge.teamList.map(({ id }) => id)).some((one) => failed.includes(one))
  return (
    <WorkPage
      view={view}
      title={challenge.title.text}
      meta={challenge.institution.name}
      crumbs={[{ path: DESK, label: t('open-data.challenges.desk') }]}
    >
      <Desk
        decide={
          <>
            {!placed && <ErrorSummary view={view} errors={errorsOf(form, view)} />}
            {may.includes('publish') && (
              <Act view={view} desk={reply} path="publication" act="publish" form={stateOf('publish')} open>
                <p>{t('open-data.challenges.publish.note')}</p>
              </Act>
            )}
            {may.includes('change') && (
              <Act
                view={view}
                desk={reply}
                path="description"
                act="change"
                form={stateOf('change')}
                open={failed === 'change'}
              >
                {challenge.state === 'open' && <p class="soft">{t('open-data.challenges.change.public')}</p>}
                <Described
                  view={view}
                  form={stateOf('change')}
                  errors={errorsOf(stateOf('change'), view)}
                  desk={reply}
                />
                {challenge.state === 'open' && (
                  <TextArea
                    view={view}
                    name="hideBefore"
                    label={t('open-data.challenges.hide-before')}
                    hint={t('open-data.challenges.hide-before.hint')}
                    required={false}
                    error={errorsOf(stateOf('change'), view)?.hideBefore}
                    value={typed(stateOf('change'), 'hideBefore')}
                    rows={2}
                    limit={500}
                  />
                )}
                {challenge.state === 'open' && (
                  <TextArea
                    view={view}
                    name="maskWords"
                    label={t('open-data.challenges.mask-words')}
                    hint={t('open-data.challenges.mask-words.hint')}
                    required={false}
                    error={errorsOf(stateOf('change'), view)?.maskWords}
                    value={typed(stateOf('change'), 'maskWords')}
                    rows={2}
                    limit={1_000}
                  />
                )}
                {challenge.state === 'open' && (
                  <LangField
                    view={view}
                    form={stateOf('change')}
                    errors={errorsOf(stateOf('change'), view)}
                    label={t('open-data.challenges.hide-before.lang')}
                  />
                )}
              </Act>
            )}
            {(['close', 'cancel'] as const).map(
              (act) =>
                may.includes(act) && (
                  <Act
                    key={act}
                    view={view}
                    desk={reply}
                    path={act === 'close' ? 'closing' : 'cancellation'}
                    act={act}
                    form={stateOf(act)}
                    open={failed === act}
                  >
                    <End view={view} form={stateOf(act)} errors={errorsOf(stateOf(act), view)} />
                  </Act>
                ),
            )}
          </>
        }
      >
        <p>
          <ChallengePill item={challenge} view={view} />
        </p>
        <Prose html={challenge.problem.html} lang={challenge.problem.lang} />
        <Phases item={challenge} view={view} />
        {challenge.state !== 'draft' && (
          <p>
            <a href={view.href(`/data/challenges/${challenge.number}`)}>{t('open-data.challenges.public-page')}</a>
          </p>
        )}
        <Section id="teams" title={t('open-data.challenges.teams')}>
          {challenge.teamList.length === 0 && <p>{t('open-data.challenges.teams.none')}</p>}
          {challenge.teamList.map((team) => (
            <div class="stack" key={team.id}>
              <TeamBlock team={team} view={view} />
              <TeamActs desk={reply} team={team} view={view} stateOf={stateOf} failed={failed} />
            </div>
          ))}
        </Section>
      </Desk>
    </WorkPage>
  )
}

function Act(props: {
  view: View
  desk: ChallengeDesk
  path: string
  act: 'publish' | 'change' | 'close' | 'cancel'
  form: FormState
  open: boolean
  children: ComponentChildren
}) {
  const { view, desk, path, act, form, open, children } = props
  const label = view.t(`open-data.challenges.do.${act}`)
  return (
    <Details summary={label} open={open}>
      <Form
        view={view}
        action={view.href(`${DESK}/${desk.challenge.number}/${path}`)}
        errors={errorsOf(form, view)}
        hidden={{ act }}
        scope={act}
      >
        {children}
        <Button kind={act === 'cancel' ? 'danger' : 'main'}>{label}</Button>
      </Form>
    </Details>
  )
}

function End({ view, form, errors }: FieldsProps) {
  const { t } = view
  return (
    <>
      {(['Ro', 'Ru', 'En'] as const).map((lang) => (
        <TextArea
          key={lang}
          view={view}
          name={`text${lang}`}
          label={t(`open-data.challenges.end.${lang}`)}
          required={lang === 'Ro'}
          error={errors?.[`text${lang}`]}
          value={typed(form, `text${lang}`)}
          rows={4}
          limit={3_000}
        />
      ))}
    </>
  )
}

/** What the institution does with a team: tries its prototype, tells what came of it, hides what breaks the rules. */
function TeamActs(props: {
  desk: ChallengeDesk
  team: TeamView
  view: View
  stateOf: (path: string) => FormState
  failed: string
}) {
  const { desk, team, view, stateOf, failed } = props
  const { t } = view
  const { challenge } = desk
  const open = challenge.state === 'open' && team.stage !== 'withdrawn'
  const acts = [
    ...(open && team.prototype ? (['pilot'] as const) : []),
    ...(open && team.pilot ? (['result'] as const) : []),
    ...(team.hidden === null ? (['hiding'] as const) : []),
  ]
  const said = { pilot: team.pilot?.text ?? '', result: team.result?.text ?? '', hiding: '' }
  const nowLang = { pilot: team.pilot?.lang, result: team.result?.lang, hiding: null }
  return (
    <>
      {acts.map((act) => {
        const name = `${act}-${team.id}`
        const state = stateOf(name)
        const errors = errorsOf(state, view)
        return (
          <Details key={act} summary={t(`open-data.challenges.do.${act}`)} open={failed === name}>
            <Form
              view={view}
              action={view.href(`${DESK}/${challenge.number}/teams/${team.id}/${act}`)}
              errors={errors}
              hidden={{ act: name }}
              scope={name}
            >
              <TextArea
                view={view}
                name="text"
                label={t(`open-data.challenges.${act}.text`)}
                error={errors?.text}
                value={typed(state, 'text', said[act])}
                rows={4}
                limit={2_000}
              />
              <LangField
                view={view}
                form={state}
                errors={errors}
                label={t('open-data.wishes.lang')}
                now={nowLang[act] ?? undefined}
              />
              <Button kind={act === 'hiding' ? 'danger' : 'main'}>{t(`open-data.challenges.do.${act}`)}</Button>
            </Form>
          </Details>
        )
      })}
      {team.hidden !== null && (
        <Form
          view={view}
          action={view.href(`${DESK}/${challenge.number}/teams/${team.id}/showing`)}
          scope={`showing-${team.id}`}
        >
          <Button kind="quiet">{t('open-data.challenges.do.showing')}</Button>
        </Form>
      )}
    </>
  )
}
