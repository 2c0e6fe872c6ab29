import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { dataFigures } from './catalogue/home.ts'
import { catalogue } from './catalogue/part.ts'
import { ckan } from './ckan/part.ts'
import { engine } from './engine/part.ts'
import { guard } from './guard/part.ts'
import { ingest } from './ingest/part.ts'

const parts: Part[] = [catalogue, ingest, engine, guard, ckan]

export default defineModule({ name: 'open-data', ...joinParts(parts), homeFigures: dataFigures })
