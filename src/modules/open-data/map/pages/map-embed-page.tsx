import type { View } from '#kernel/i18n/view.ts'
import { EmbedFrame } from '../../explore/embed-frame.tsx'
import { sourceInWords } from '../../explore/source-in-words.ts'
import { Errata } from '../../recall/pages/errata.tsx'
import { mapPath } from '../addresses.ts'
import type { MapView } from '../replies.ts'
import { mapTitle } from './map-title.ts'
import { PlacesMap } from './places-map.tsx'
import { SpotsMap } from './spots-map.tsx'

/** A map inside another site's page. */
export function MapEmbedPage({ reply, view }: { reply: MapView; view: View }) {
  const { places, spots, wrong, errata, version } = reply
  return (
    <EmbedFrame
      view={view}
      title={mapTitle(view, reply)}
      page={view.publicUrl + view.href(mapPath(reply))}
      source={sourceInWords({ ...reply, rows: reply.query }, view)}
    >
      <Errata view={view} errata={errata.filter(({ seq }) => seq === version.seq)} />
      {wrong && <p>{wrong}</p>}
      {places && <PlacesMap reply={reply} places={places} view={view} />}
      {spots && <SpotsMap reply={reply} spots={spots} view={view} />}
    </EmbedFrame>
  )
}
