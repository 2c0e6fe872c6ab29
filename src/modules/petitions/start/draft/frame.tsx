import type { ComponentChildren } from 'preact'
import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { type Step, steps } from './answers.ts'

interface Props {
  view: View
  step: Step | 'check'
  children: ComponentChildren
}

/** Around each question: where one is and how far. */
export function DraftFrame({ view, step, children }: Props) {
  const { t } = view
  // The organisation belongs to the question before it: most people never see it.
  const counted = steps.filter((one) => one !== 'organisation')
  const at = step === 'check' ? counted.length : counted.indexOf(step === 'organisation' ? 'starter' : step) + 1
  return (
    <Page view={view} title={t(`petitions.start.step.${step}`)} noindex>
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/petitions', label: t('petitions.nav') },
            { path: '/petitions/new', label: t('petitions.start.new.title') },
          ]}
        />
        <Measure>
          <p class="soft">
            {step === 'check' ? t('petitions.start.last-step') : t('petitions.start.at', { at, of: counted.length })}
          </p>
          {children}
        </Measure>
      </Wrap>
    </Page>
  )
}
