import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { around } from './around/part.ts'
import { dataFigures } from './catalogue/home.ts'
import { catalogue } from './catalogue/part.ts'
import { challenges } from './challenges/part.ts'
import { ckan } from './ckan/part.ts'
import { dcat } from './dcat/part.ts'
import { demo } from './demo/part.ts'
import { engine } from './engine/part.ts'
import { explore } from './explore/part.ts'
import { fromAddress } from './from-address/part.ts'
import { guard } from './guard/part.ts'
import { harvest } from './harvest/part.ts'
import { ingest } from './ingest/part.ts'
import { interfaces } from './interfaces/part.ts'
import { inventory } from './inventory/part.ts'
import { maps } from './map/part.ts'
import { ownData } from './own-data/part.ts'
import { proposals } from './proposals/part.ts'
import { recall } from './recall/part.ts'
import { requests } from './requests/part.ts'
import { requestTimes } from './requests/times/part.ts'
import { score } from './score/part.ts'
import { series } from './series/part.ts'
import { sql } from './sql/part.ts'
import { tabular } from './tabular/part.ts'
import { versions } from './versions/part.ts'
import { wishes } from './wishes/part.ts'

const parts: Part[] = [
  catalogue,
  series,
  ingest,
  fromAddress,
  engine,
  guard,
  versions,
  recall,
  explore,
  maps,
  sql,
  ckan,
  dcat,
  tabular,
  interfaces,
  score,
  harvest,
  inventory,
  demo,
  around,
  ownData,
  wishes,
  requests,
  requestTimes,
  challenges,
  proposals,
]

export default defineModule({ name: 'open-data', ...joinParts(parts), homeFigures: dataFigures })
