import type {} from '#commons/developers/program-interface.ts'
import type { Part } from '#kernel/module.ts'
import { catalogueInterface, ckanInterface, sqlInterface, tablesInterface, tabularInterface } from './interfaces.ts'

export const interfaces: Part = {
  programInterfaces: [tablesInterface, ckanInterface, catalogueInterface, tabularInterface, sqlInterface],
}
