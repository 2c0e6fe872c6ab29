import { type RawTable, Unreadable } from '../../raw-table.ts'
import type { WorkbookLimits } from '../limits.ts'
import { flatten, type Tell, textOf } from './flatten.ts'
import { jsonBytes } from './json-bytes.ts'
import { onlyRecord, recordsOf, wholeFile } from './open-json.ts'
import { parseRecord } from './parse-record.ts'
import { RecordScanner } from './record-scanner.ts'
import { RecordSurvey } from './record-table.ts'

interface Feature {
  id?: unknown
  properties?: unknown
  geometry?: { type?: unknown; coordinates?: unknown } | null
}

const POINT = ['longitude', 'latitude', 'altitude']

/**
 * A feature a row (RFC 7946): its properties, and where all are points longitude and latitude, and altitude where one has it; else the geometry as JSON.
 * @throws Unreadable
 */
export async function openGeojson(path: string, limits: WorkbookLimits): Promise<RawTable[]> {
  let geometryFields: string[] = []
  const survey = new RecordSurvey(limits, (value, tell) => {
    const { id, properties, geometry } = value as Feature
    if (id !== undefined) tell(['id'], textOf(id))
    flatten(properties ?? {}, tell)
    tellGeometry(geometry, geometryFields, tell)
  })
  const seen = new GeometriesSeen()
  const meet = (value: unknown) => {
    seen.add(featureIn(value).geometry)
    survey.meet(value)
  }
  const table = await readFeatures(path, limits, meet)
  const alone = table === null ? asFeature(await wholeFile(path, limits)) : null
  if (alone) meet(alone)
  // Last, whatever properties later features have.
  geometryFields = seen.fields
  for (const name of geometryFields) survey.name(name)
  if (survey.isEmpty) return []
  return [survey.table('', () => (table === null ? onlyRecord(alone) : recordsOf(path, table, limits)))]
}

/** @returns which of the arrays in the file they are; null for a file that is no collection */
async function readFeatures(
  path: string,
  limits: WorkbookLimits,
  meet: (value: unknown) => void,
): Promise<number | null> {
  let [table, record] = [-1, 0]
  let features: number | null = null
  const scanner = new RecordScanner(limits, {
    table(names) {
      table++
      if (names.length === 1 && names[0] === 'features') features ??= table
    },
    record(json) {
      if (table === features) meet(parseRecord(json, ++record))
    },
  })
  for await (const chunk of jsonBytes(path)) scanner.write(chunk)
  scanner.end()
  return features
}

/** A file may be one feature, or a bare geometry. */
function asFeature(value: unknown): Feature {
  const geometry = value as NonNullable<Feature['geometry']>
  return featureIn(value).properties === undefined && geometry.coordinates ? { geometry } : (value as Feature)
}

function featureIn(value: unknown): Feature {
  if (value === null || typeof value !== 'object') throw new Unreadable('open-data.workbook.not-geojson')
  return value
}

/** Which fields the geometries of a file ask for. */
class GeometriesSeen {
  #arePoints = true
  #dimensions = 0

  add(geometry: Feature['geometry']): void {
    if (!geometry) return
    const { type, coordinates } = geometry
    this.#arePoints &&= type === 'Point' && Array.isArray(coordinates)
    this.#dimensions = Math.max(this.#dimensions, Array.isArray(coordinates) ? Math.min(coordinates.length, 3) : 1)
  }

  get fields(): string[] {
    if (this.#dimensions === 0) return []
    return this.#arePoints ? POINT.slice(0, Math.max(this.#dimensions, 2)) : ['geometry']
  }
}

function tellGeometry(geometry: Feature['geometry'], fields: string[], tell: Tell): void {
  if (!geometry || fields.length === 0) return
  const { coordinates } = geometry
  const isPoint = fields[0] !== 'geometry' && Array.isArray(coordinates)
  for (const [index, name] of fields.entries()) tell([name], textOf(isPoint ? coordinates[index] : geometry))
}
