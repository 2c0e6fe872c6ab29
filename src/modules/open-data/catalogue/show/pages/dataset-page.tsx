import type { View } from '#kernel/i18n/view.ts'
import { shortened } from '#kernel/text/plain-text.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Measure, Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Pill } from '#ui/components/Pill.tsx'
import { Prose } from '#ui/components/Prose.tsx'
import { Section } from '#ui/components/Section.tsx'
import { SummaryList } from '#ui/components/SummaryList.tsx'
import { otherLang } from '#ui/other-lang.ts'
import { AroundSection } from '../../../around/pages/around-section.tsx'
import { RdfLinks, rdfAlternates } from '../../../dcat/pages/rdf-links.tsx'
import { HarvestedMark } from '../../../harvest/pages/harvested-mark.tsx'
import { InSeriesSection } from '../../../series/pages/in-series-section.tsx'
import { versionsFeedPath } from '../../../versions/addresses.ts'
import { datasetPath } from '../../dataset-path.ts'
import type { DatasetView } from '../replies.ts'
import { factsOf } from './facts.tsx'
import { FilesSection } from './files-section.tsx'

interface Props {
  reply: DatasetView
  view: View
}

/** A dataset: what it holds, its files and tables, who answers for it and under which terms. */
export function DatasetPage({ reply, view }: Props) {
  const { t } = view
  const { title, description, institution } = reply
  const path = datasetPath(reply)
  return (
    <Page
      view={view}
      title={title.text}
      description={shortened(description?.text ?? t('open-data.catalogue.one', { institution: institution.name }), 160)}
      origin={view.publicUrl}
      noindex={reply.withdrawn !== null}
      openGraph={{ type: 'article' }}
      {...(!reply.withdrawn &&
        reply.accessRights === 'PUBLIC' && {
          feed: {
            href: view.href(versionsFeedPath(reply.name)),
            title: t('open-data.versions.feed.of', { title: title.text }),
          },
        })}
      alternates={[
        {
          type: 'application/ld+json',
          href: view.href(`${path}/schema.jsonld`),
          title: t('open-data.catalogue.json-ld'),
        },
        ...rdfAlternates(`/dataset/${reply.name}`),
      ]}
    >
      <Wrap>
        <Breadcrumb view={view} crumbs={[{ path: '/data', label: t('open-data.catalogue.title') }]} />
        <Measure>
          <div class="stack-wide">
            <Heading
              title={title.text}
              titleLang={otherLang(title.lang, view)}
              state={<Standing reply={reply} view={view} />}
              meta={
                <>
                  <a href={view.href(`/data/institutions/${institution.slug}`)}>{institution.name}</a>
                  {' · '}
                  {t('open-data.catalogue.updated', { day: view.date(reply.updatedAt) })}
                </>
              }
            />
            {reply.withdrawn && (
              <Notice kind="warning" title={t('open-data.catalogue.withdrawn', { day: view.date(reply.withdrawn.at) })}>
                <p lang={otherLang(reply.withdrawn.lang ?? undefined, view)}>{reply.withdrawn.reason}</p>
              </Notice>
            )}
            <HarvestedMark harvested={reply.harvested} view={view} />
            {description && <Prose html={description.html} lang={otherLang(description.lang, view)} />}
            {!reply.withdrawn && <FilesSection dataset={reply} view={view} />}
            <InSeriesSection series={reply.series} view={view} />
            <Section id="facts" title={t('open-data.catalogue.facts')}>
              <SummaryList view={view} rows={factsOf(reply, view)} />
            </Section>
            <AroundSection around={reply.around} dataset={reply} view={view} />
            <ul>
              <li>
                <a href={view.href(`${path}/history`)}>{t('open-data.catalogue.history.link')}</a>
              </li>
              <li>
                <a href={view.href(`${path}/corrections`)}>{t('open-data.recall.corrections')}</a>
              </li>
              {!reply.withdrawn && reply.accessRights === 'PUBLIC' && (
                <li>
                  <a href={view.href(versionsFeedPath(reply.name))}>{t('open-data.versions.feed')}</a>
                </li>
              )}
              <li>
                <a href={view.href(`${path}/schema.jsonld`)}>{t('open-data.catalogue.json-ld')}</a>
              </li>
              {reply.files.some(({ tables }) => tables.length > 0) && (
                <li>
                  <a href={view.href(`${path}/datapackage.json`)}>{t('open-data.versions.package')}</a>
                </li>
              )}
              {!reply.withdrawn && (
                <li>
                  <RdfLinks view={view} path={`/dataset/${reply.name}`} />
                  {' · '}
                  <a href={`/dataset/${reply.name}/croissant.jsonld`} rel="nofollow">
                    {t('open-data.dcat.croissant')}
                  </a>
                </li>
              )}
            </ul>
          </div>
        </Measure>
      </Wrap>
    </Page>
  )
}

function Standing({ reply, view }: Props) {
  const { t } = view
  if (!reply.late && !reply.highValue && !reply.licence.open) return null
  return (
    <p class="pills">
      {reply.late && <Pill tone="overdue">{t('open-data.catalogue.late')}</Pill>}
      {reply.licence.open && <Pill tone="good">{t('open-data.catalogue.open-licence')}</Pill>}
      {reply.highValue && <Pill tone="good">{t('open-data.catalogue.high-value')}</Pill>}
    </p>
  )
}
