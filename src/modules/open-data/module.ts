import { defineModule, joinParts, type Part } from '#kernel/module.ts'
import { dataFigures } from './catalogue/home.ts'
import { catalogue } from './catalogue/part.ts'
import { ckan } from './ckan/part.ts'
import { dcat } from './dcat/part.ts'
import { engine } from './engine/part.ts'
import { ingest } from './ingest/part.ts'
import { score } from './score/part.ts'

const parts: Part[] = [catalogue, ingest, engine, ckan, dcat, score]

export default defineModule({ name: 'open-data', ...joinParts(parts), homeFigures: dataFigures })
