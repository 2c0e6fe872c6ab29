import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'

/** Instead of every page while the demo is put back. It does not reload by itself: whoever reads it slowly would lose the place. */
export function ComingBackPage({ problem, view }: { problem: { title: string }; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={problem.title} noindex>
      <Wrap>
        <Measure>
          <Heading title={problem.title} lead={t('demo.coming-back.lead')} />
          <p>{t('demo.coming-back.text')}</p>
          <ButtonLink href={view.href('/demo/tour')}>{t('demo.coming-back.again')}</ButtonLink>
        </Measure>
      </Wrap>
    </Page>
  )
}
