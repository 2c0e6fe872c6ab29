import type { View } from '#kernel/i18n/view.ts'
import { ButtonLink } from '#ui/components/Button.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import type { DemoTour } from './endpoints.ts'

/** All steps with what each shows, so that one can begin anywhere and find back from anywhere. */
export function TourPage({ reply, view }: { reply: DemoTour; view: View }) {
  const { t } = view
  return (
    <Page view={view} title={t('demo.tour.title')} noindex>
      <Wrap>
        <Measure>
          <Heading title={t('demo.tour.title')} lead={t('demo.tour.lead', { steps: reply.steps.length })} />
          <p>
            <ButtonLink href={view.href('/demo/tour/1')}>{t('demo.tour.begin')}</ButtonLink>
          </p>
          <Section id="steps" title={t('demo.tour.steps')}>
            <ol class="tour-steps">
              {reply.steps.map(({ number, title, why }) => (
                <li key={number}>
                  <h3>
                    <a href={view.href(`/demo/tour/${number}`)}>{title}</a>
                  </h3>
                  <p>{why}</p>
                </li>
              ))}
            </ol>
          </Section>
          <Section id="restore" title={t('demo.tour.restore')}>
            <p>{t('demo.tour.restore.text')}</p>
            <p>
              <ButtonLink kind="quiet" href={view.href('/demo/reset')}>
                {t('demo.reset.link')}
              </ButtonLink>
            </p>
          </Section>
        </Measure>
      </Wrap>
    </Page>
  )
}
