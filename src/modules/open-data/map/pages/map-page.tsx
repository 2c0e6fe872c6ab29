import type { View } from '#kernel/i18n/view.ts'
import { Breadcrumb } from '#ui/components/Breadcrumb.tsx'
import { ButtonLink } from '#ui/components/Button.tsx'
import { CodeToCopy } from '#ui/components/CodeToCopy.tsx'
import { CopyLink } from '#ui/components/CopyLink.tsx'
import { Details } from '#ui/components/Details.tsx'
import { dotted } from '#ui/components/dotted.ts'
import { FilterForm } from '#ui/components/Form.tsx'
import { Heading } from '#ui/components/Heading.tsx'
import { Wrap } from '#ui/components/Layout.tsx'
import { Notice } from '#ui/components/Notice.tsx'
import { HiddenField } from '#ui/components/OtherFields.tsx'
import { Page } from '#ui/components/Page.tsx'
import { Section } from '#ui/components/Section.tsx'
import { Select } from '#ui/components/Select.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { frameCode } from '../../explore/embed-frame.tsx'
import { RowsChosen } from '../../explore/explore-page.tsx'
import { ExploreWays } from '../../explore/ways.tsx'
import { filterText } from '../../ingest/tables/fields.ts'
import { Errata } from '../../recall/pages/errata.tsx'
import { mapPath, mapSaid } from '../addresses.ts'
import type { MapView } from '../replies.ts'
import { mapTitle } from './map-title.ts'
import { PlacesMap } from './places-map.tsx'
import { SpotsMap } from './spots-map.tsx'

/** Of the picture, as those who show links are told. */
const SHARED_SIZE = { width: 1600, height: 1000 }

export interface MapProps {
  reply: MapView
  view: View
}

/** A table on a map, with the same numbers as a table beside it. */
export function MapPage({ reply, view }: MapProps) {
  const { t } = view
  const { id, title, sheet, dataset, version, wrong, places, spots } = reply
  const name = dotted([title, sheet])
  const image = view.publicUrl + view.href(mapPath(reply, { way: '.png', version: version.seq }))
  return (
    <Page
      view={view}
      title={mapTitle(view, reply)}
      description={t('open-data.map.lead')}
      {...((places || spots) && { openGraph: { image: { url: image, alt: mapTitle(view, reply), ...SHARED_SIZE } } })}
    >
      <Wrap>
        <Breadcrumb
          view={view}
          crumbs={[
            { path: '/data', label: t('open-data.map.data') },
            { path: `/data/${dataset.name}`, label: dataset.title, lang: dataset.titleLang },
            { path: `/data/tables/${id}`, label: name, lang: reply.titleLang },
          ]}
        />
        <div class="stack-wide">
          <Heading
            title={mapTitle(view, reply)}
            lead={t('open-data.map.lead')}
            meta={t(version.pinned ? 'open-data.map.of-version' : 'open-data.map.newest', { seq: version.seq })}
          />
          <div class="stack">
            <ExploreWays view={view} table={{ id, rows: reply.query }} here="map" />
            <RowsChosen
              view={view}
              table={{ id, rows: reply.query, columns: reply.columns }}
              way="map"
              said={mapSaid(reply)}
            />
            <Errata view={view} errata={reply.errata} />
          </div>
          <Details summary={t('open-data.map.ask')} open={!places && !spots} wide>
            <Ask reply={reply} view={view} />
          </Details>
          {wrong && (
            <Notice kind="warning" title={t('open-data.map.wrong')}>
              <p>{wrong}</p>
            </Notice>
          )}
          {places && <PlacesMap reply={reply} places={places} view={view} />}
          {spots && <SpotsMap reply={reply} spots={spots} view={view} />}
          {!wrong && !places && !spots && <p>{t('open-data.map.nothing')}</p>}
          {(places || spots) && <TakeAlong reply={reply} view={view} />}
          <Section id="api" title={t('open-data.map.link')}>
            <CopyLink
              view={view}
              url={view.publicUrl + view.href(mapPath(reply, { version: version.seq }))}
              label={t('open-data.map.link.copy')}
            />
            <p>{t('open-data.map.api')}</p>
            <CopyLink
              view={view}
              url={`${view.publicUrl}/api/v1${mapPath(reply)}`}
              label={t('open-data.map.link.copy')}
            />
          </Section>
        </div>
      </Wrap>
    </Page>
  )
}

/** The map as a picture, and for another site. */
function TakeAlong({ reply, view }: MapProps) {
  const { t } = view
  return (
    <Section id="take" title={t('open-data.explore.take')}>
      <div class="actions">
        <ButtonLink kind="quiet" href={view.href(mapPath(reply, { way: '.png' }))}>
          {t('open-data.explore.chart.png')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={view.href(mapPath(reply, { way: '.svg' }))}>
          {t('open-data.explore.chart.svg')}
        </ButtonLink>
      </div>
      <Details summary={t('open-data.explore.embed')}>
        <p>{t('open-data.map.embed.how')}</p>
        <CodeToCopy
          id="embed-frame"
          label={t('open-data.map.embed.frame')}
          code={frameCode(view.publicUrl + view.href(mapPath(reply, { way: '/embed' })), mapTitle(view, reply))}
        />
        <p>
          <a href={view.href(mapPath(reply, { way: '/embed' }))}>{t('open-data.map.embed.look')}</a>
        </p>
      </Details>
    </Section>
  )
}

function Ask({ reply, view }: MapProps) {
  const { t } = view
  const { id, columns, kinds, kind, measure, query, places, version } = reply
  const numbers = columns.filter(({ type }) => type === 'integer' || type === 'number')
  return (
    <FilterForm
      view={view}
      action={view.href(`/data/tables/${id}/map`)}
      label={t('open-data.map.ask')}
      submit={t('open-data.map.draw')}
    >
      {version.pinned && <HiddenField name="version" value={String(version.seq)} />}
      {query.filters.map((filter) => (
        <HiddenField key={filterText(filter)} name="filter" value={filterText(filter)} />
      ))}
      {kinds.length > 1 && (
        <Select
          view={view}
          name="kind"
          label={t('open-data.map.kind')}
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`open-data.map.kind.${one}`) }))}
          inSearch
        />
      )}
      {kind === 'places' && (
        <Select
          view={view}
          name="by"
          label={t('open-data.map.by')}
          hint={t('open-data.map.by.hint')}
          value={places?.by}
          options={columns
            .filter(({ type }) => type === 'string' || type === 'integer')
            .map(({ name, title }) => ({ value: name, label: title }))}
          inSearch
        />
      )}
      <Select
        view={view}
        name="of"
        label={t('open-data.map.of')}
        value={measure.column === null ? 'count' : `${measure.figure}:${measure.column}`}
        options={[
          { value: 'count', label: t('open-data.map.measure.count') },
          ...numbers.flatMap(({ name, title }) => [
            { value: `sum:${name}`, label: t('open-data.map.measure.sum', { title }) },
            { value: `mean:${name}`, label: t('open-data.map.measure.mean', { title }) },
          ]),
        ]}
        inSearch
      />
      <TextField view={view} name="q" label={t('open-data.map.words')} type="search" value={query.q ?? ''} inSearch />
    </FilterForm>
  )
}
