import { isLang } from '#kernel/i18n/lang.ts'
import type { MessageKey } from '#kernel/i18n/translator.ts'
import type { View } from '#kernel/i18n/view.ts'
import type { SummaryRow } from '#ui/components/SummaryList.tsx'
import type { DraftView } from './replies.ts'

const names: Record<string, MessageKey> = {
  title: 'petitions.start.title',
  differs: 'petitions.start.step.similar',
  why: 'petitions.start.why',
  addressee: 'petitions.start.addressee',
  addressee2: 'petitions.start.addressee2',
  addressee3: 'petitions.start.addressee3',
  place: 'petitions.start.place',
  topic: 'petitions.start.topic',
  language: 'petitions.start.language',
  documents: 'petitions.start.documents',
  starter: 'petitions.start.starter',
  name: 'petitions.name',
  organisation: 'petitions.start.organisation',
  idno: 'petitions.start.idno',
  mandate: 'petitions.start.mandate',
}

/** An answer as a person reads it: names for keys. What no list knows is shown as it is kept. */
export function answerShown(name: string, reply: DraftView, view: View): SummaryRow {
  const { t } = view
  const say = t as (key: string) => string
  const value = reply.answers[name] ?? ''
  const written = ['title', 'why', 'organisation', 'mandate', 'name'].includes(name)
  const answer =
    value === ''
      ? '—'
      : name.startsWith('addressee')
        ? (reply.authorities.find(({ slug }) => slug === value)?.name ?? value)
        : name === 'place'
          ? (reply.places.find(({ key }) => key === value)?.name ?? value)
          : name === 'topic' && (reply.topics as string[]).includes(value)
            ? say(`petitions.topic.${value}`)
            : name === 'language' && isLang(value)
              ? t(`people.lang.${value}`)
              : name === 'starter' && ['named', 'unnamed', 'organisation'].includes(value)
                ? say(`petitions.start.starter.${value}`)
                : value
  // A language is named in itself.
  const lang = written || name === 'language' ? reply.answers.language : undefined
  return {
    question: say(names[name] ?? name),
    answer,
    ...(lang && lang !== view.lang && { lang }),
  }
}
