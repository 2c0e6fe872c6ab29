import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { Prose } from '#ui/components/Prose.tsx'
import type { AnswerView, FileView, FollowUpView } from '../replies.ts'

interface Shared {
  number: number
  view: View
}

/** The newest version of an answer, its marked translation and files; earlier versions stay one click away. */
export function Answers({ answers, number, view }: Shared & { answers: AnswerView[] }) {
  const [newest, ...earlier] = answers
  if (!newest) return null
  return (
    <>
      <OneAnswer answer={newest} number={number} view={view} />
      {earlier.length > 0 && (
        <Details summary={view.t('petitions.answering.earlier', { count: earlier.length })}>
          {earlier.map((answer) => (
            <OneAnswer key={answer.version} answer={answer} number={number} view={view} />
          ))}
        </Details>
      )}
    </>
  )
}

function OneAnswer({ answer, number, view }: Shared & { answer: AnswerView }) {
  const { t } = view
  const about = [
    view.date(answer.answeredAt),
    answer.outgoingNumber && t('petitions.answering.outgoing', { number: answer.outgoingNumber }),
    t('petitions.answering.written-in', { lang: t(`people.lang.in-text.${answer.lang}`) }),
    answer.way !== 'officer' && t(`petitions.answering.way.${answer.way}`),
  ]
  return (
    <div class="stack">
      <p class="soft">{dotted(about)}</p>
      {answer.correction && <p>{t('petitions.answering.corrected', { reason: answer.correction })}</p>}
      <Prose html={answer.textHtml} lang={answer.lang} />
      <Files of={answer} number={number} view={view} />
      {answer.translationHtml && answer.translationLang && (
        <Details
          summary={t('petitions.answering.translation', {
            lang: t(`people.lang.in-text.${answer.translationLang}`),
          })}
          open={answer.translationLang === view.lang}
        >
          <Prose html={answer.translationHtml} lang={answer.translationLang} />
        </Details>
      )}
    </div>
  )
}

export function FollowUps({ followUps, number, view }: Shared & { followUps: FollowUpView[] }) {
  return (
    <>
      {followUps.map((followUp) => (
        <div class="stack" key={followUp.happenedOn + followUp.textHtml}>
          <p>
            <strong>{view.t(`petitions.answering.${followUp.kind}`)}</strong>{' '}
            <span class="soft">{view.date(followUp.happenedOn)}</span>
          </p>
          <Prose html={followUp.textHtml} lang={followUp.lang} />
          <Files of={followUp} number={number} view={view} />
        </div>
      ))}
    </>
  )
}

function Files({
  of: { files, hiddenFiles },
  number,
  view,
}: Shared & { of: { files: FileView[]; hiddenFiles: number } }) {
  return (
    <>
      {files.length > 0 && (
        <ul>
          {files.map(({ id, name, size }) => (
            <li key={id}>
              <a href={`/petitions/${number}/answer-files/${id}`}>{name}</a>{' '}
              <span class="soft">
                {view.t('petitions.answering.file-size', { kilobytes: Math.max(1, Math.round(size / 1000)) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hiddenFiles > 0 && <p class="soft">{view.t('petitions.answering.files-hidden', { count: hiddenFiles })}</p>}
    </>
  )
}
