import type { View } from '#kernel/i18n/view.ts'
import { ClockBadge } from '#ui/components/ClockBadge.tsx'
import { Pill, type Tone } from '#ui/components/Pill.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { wishPath } from '../../wishes/wish.ts'
import type { RequestItem, RequestView, TermView } from '../replies.ts'
import type { RequestState } from '../request.ts'

const tones: Record<RequestState, Tone> = {
  sent: 'waiting',
  registered: 'going',
  answered: 'good',
  withdrawn: 'neutral',
}

export function RequestPill({ item, view }: { item: Pick<RequestItem, 'state' | 'outcome'>; view: View }) {
  const { state, outcome } = item
  return (
    <Pill tone={outcome === null || outcome === 'given' ? tones[state] : 'neutral'}>
      {view.t(outcome === null ? `open-data.requests.state.${state}` : `open-data.requests.outcome.${outcome}`)}
    </Pill>
  )
}

/** What is left of the term of the answer, and who set it. */
export function Term({ term, view }: { term: TermView; view: View }) {
  const { state } = term
  const met = state === 'met' || state === 'late'
  return (
    <ClockBadge
      view={view}
      daysLeft={term.daysLeft}
      daysTotal={term.total}
      basis={term.basis}
      kind={term.kind}
      state={state === 'paused' ? 'paused' : met ? 'met' : 'running'}
      soon={3}
    />
  )
}

/** The term with its last day and what prolonged it. */
export function TermSection({ reply, view }: { reply: RequestView; view: View }) {
  const { t } = view
  const { term } = reply
  return (
    <Section id="term" title={t('open-data.requests.term')}>
      {term ? (
        <>
          <Term term={term} view={view} />
          {term.dueOn && <p>{t('open-data.requests.term.due', { day: view.date(term.dueOn) })}</p>}
          {reply.state === 'sent' && <p class="soft">{t('open-data.requests.term.from-sending')}</p>}
          {!term.verified && <p class="soft">{t('open-data.requests.term.unverified')}</p>}
          {term.extensions.map(({ days, reason, lang, decidedOn }) => (
            <p key={decidedOn}>
              {t('open-data.requests.term.extended', { days, day: view.date(decidedOn) })}
              {reason !== '' && (
                <>
                  <br />
                  <span class="lines" lang={otherLang(lang ?? undefined, view)}>
                    {reason}
                  </span>
                </>
              )}
            </p>
          ))}
        </>
      ) : (
        <p>{t('open-data.requests.term.none')}</p>
      )}
    </Section>
  )
}

/** Who asks, and what. */
export function AskedSection({ reply, view }: { reply: RequestView; view: View }) {
  const { t } = view
  const { data, wish } = reply
  return (
    <Section id="asked" title={t('open-data.requests.asked')}>
      {data ? (
        <>
          <p class="lines" lang={otherLang(reply.lang, view)}>
            {data.description}
          </p>
          <SummaryList
            view={view}
            rows={[
              { question: t('open-data.requests.name'), answer: data.name },
              { question: t('open-data.requests.address'), answer: data.postalAddress },
              { question: t('open-data.requests.email'), answer: data.email },
              ...(wish
                ? [
                    {
                      question: t('open-data.wishes.wish'),
                      answer: (
                        <a href={view.href(wishPath(wish))} lang={wish.lang}>
                          {wish.title}
                        </a>
                      ),
                    },
                  ]
                : []),
              {
                question: t('open-data.requests.may-publish.short'),
                answer: t(reply.mayPublish ? 'open-data.requests.yes' : 'open-data.requests.no'),
              },
            ]}
          />
        </>
      ) : (
        <p>{t('open-data.requests.erased')}</p>
      )}
    </Section>
  )
}

/** The answer, with the ground of what is kept back, and its files. @param files where they lie */
export function AnswerSection({ reply, view, files }: { reply: RequestView; view: View; files: string }) {
  const { t } = view
  const { answer } = reply
  if (!answer) return null
  return (
    <Section
      id="answer"
      title={t(`open-data.requests.outcome.${answer.outcome}`)}
      note={
        answer.outgoingNumber
          ? t('open-data.requests.answered.numbered', {
              day: view.date(answer.answeredAt),
              number: answer.outgoingNumber,
            })
          : view.date(answer.answeredAt)
      }
    >
      {answer.ground && (
        <p>
          {t(`open-data.requests.ground.${answer.ground}`)}: {answer.groundText}
        </p>
      )}
      {answer.text === null ? (
        <p>{t('open-data.requests.erased')}</p>
      ) : (
        <Prose html={answer.text} lang={otherLang(answer.lang, view)} />
      )}
      <Files files={answer.files} at={files} view={view} />
    </Section>
  )
}

export function Files({
  files,
  at,
  view,
}: {
  files: { id: string; name: string; size: number }[]
  at: string
  view: View
}) {
  if (files.length === 0) return null
  return (
    <ul>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`${at}/${id}`}>{name}</a>{' '}
          <span class="soft">
            {view.t('open-data.requests.file-size', { kilobytes: Math.max(1, Math.round(size / 1000)) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
