import type { View } from '#kernel/i18n/view.ts'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'

interface Props {
  view: View
  organisation: { name: string; idno: string; mandate: string }
  /** Language of what the organisation wrote, when it is not the page's. */
  lang?: string | undefined
}

/** An organisation that started a petition: apart, never added to persons. */
export function OrganisationStarter({ view, organisation, lang }: Props) {
  const { t } = view
  return (
    <Section
      id="organisation"
      title={t('petitions.start.by-organisation')}
      note={t('petitions.start.by-organisation.note')}
    >
      <SummaryList
        view={view}
        rows={[
          { question: t('petitions.start.organisation'), answer: organisation.name, lang },
          { question: t('petitions.start.idno'), answer: organisation.idno },
          { question: t('petitions.start.mandate'), answer: organisation.mandate, lang },
        ]}
      />
    </Section>
  )
}
