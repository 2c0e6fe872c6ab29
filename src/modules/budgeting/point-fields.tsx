import type { FormState } from '#kernel/http/endpoint.ts'
import type { View } from '#kernel/i18n/view.ts'
import { Details } from '#ui/components/Details.tsx'
import { groundSent, PointPicker, pickedIn } from '#ui/components/PointPicker.tsx'
import { TextField } from '#ui/components/TextField.tsx'
import { errorsOf, typed } from '#ui/form-state.ts'
import type { PointMapView } from './point-map.ts'

interface Props {
  view: View
  form: FormState
  map: PointMapView
  /** Where the form posts to. */
  action: string
}

const MAP = 'at'
/** The form comes back here when the map was clicked. */
const ANCHOR = 'point'

/** A point, clicked on a map or as its two numbers; folded until somebody has one. */
export function PointFields({ view, form, map, action }: Props) {
  const { t } = view
  const errors = errorsOf(form, view)
  const ground = groundSent(form.values, MAP) ?? map?.ground
  const picked = ground && pickedIn(form.values, MAP, ground)
  const written = {
    latitude: picked ? String(picked.latitude) : typed(form, 'latitude'),
    longitude: picked ? String(picked.longitude) : typed(form, 'longitude'),
  }
  const degrees = (name: 'latitude' | 'longitude') => (
    <TextField
      view={view}
      name={name}
      label={t(`budgeting.ideas.field.${name}`)}
      error={errors?.[name]}
      value={written[name]}
      required={false}
      inputmode="decimal"
      short
    />
  )
  return (
    <div id={ANCHOR}>
      <Details
        summary={t('budgeting.ideas.field.point')}
        open={view.returned?.why === 'image' || Boolean(written.latitude || written.longitude)}
      >
        {map && ground && (
          <>
            <p>{t('budgeting.ideas.field.point.map')}</p>
            <PointPicker
              view={view}
              name={MAP}
              ground={ground}
              spots={map.spots}
              chosen={picked ?? chosenIn(written)}
              action={action}
              anchor={ANCHOR}
              fields={{ latitude: 'latitude', longitude: 'longitude' }}
            />
          </>
        )}
        <p>{t(map ? 'budgeting.ideas.field.point.or' : 'budgeting.ideas.field.point.hint')}</p>
        {degrees('latitude')}
        {degrees('longitude')}
      </Details>
    </div>
  )
}

function chosenIn({ latitude, longitude }: { latitude: string; longitude: string }) {
  if (latitude === '' || longitude === '') return null
  return { latitude: Number(latitude.replace(',', '.')), longitude: Number(longitude.replace(',', '.')) }
}
