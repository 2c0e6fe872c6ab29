import { ComparedPage } from '#commons/ledger/compared/compared-page.tsx'
import type { View } from '#kernel/i18n/view.ts'
import { otherLang } from '#ui/other-lang.ts'
import { petitionPath } from '../../petition.ts'
import type { RecountView } from '../replies.ts'

/** Whether counters, totals, signatures and the public log tell the same numbers. */
export function RecountPage({ reply, view }: { reply: RecountView; view: View }) {
  const { t } = view
  return (
    <ComparedPage
      reply={reply}
      view={view}
      desk="/work/recount"
      words={{
        title: t('petitions.recount.title'),
        lead: t('petitions.recount.lead'),
        differs: t('petitions.recount.differs'),
        note: t('petitions.recount.check.note'),
        beside: t('petitions.recount.summed', { entries: reply.entries }),
        of: {
          key: 'petition',
          header: t('petitions.petition'),
          cell: ({ petition }) =>
            petition ? (
              <a href={view.href(petitionPath(petition))} lang={otherLang(petition.lang, view)}>
                {petition.number}. {petition.title}
              </a>
            ) : (
              t('petitions.recount.place.log')
            ),
        },
        place: ({ place }) => t(`petitions.recount.place.${place}`),
        number: (name, value) => t('petitions.recount.number', { name, value }),
      }}
    />
  )
}
