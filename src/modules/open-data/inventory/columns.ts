import type { HeldForm } from './fields.ts'

/** Columns of the inventory as a file, by the fields of the form: what is given away can be changed and brought back. */
export const columnOf = {
  titleRo: 'title_ro',
  titleRu: 'title_ru',
  titleEn: 'title_en',
  aboutRo: 'description_ro',
  aboutRu: 'description_ru',
  aboutEn: 'description_en',
  steward: 'steward',
  stewardRu: 'steward_ru',
  stewardEn: 'steward_en',
  openness: 'openness',
  dueOn: 'due_on',
  dataset: 'dataset',
  reason: 'reason',
  legalBasis: 'legal_basis',
  legalBasisRu: 'legal_basis_ru',
  legalBasisEn: 'legal_basis_en',
  registerUrl: 'register_url',
} as const satisfies Record<keyof HeldForm, string>

/** Without these no line can be taken. */
export const neededColumns = [columnOf.titleRo, columnOf.steward, columnOf.openness]
/** Whose a line is, where all institutions stand in one file: address and Romanian name. */
export const INSTITUTION = ['institution', 'institution_name'] as const
export const NUMBER = 'number'
export const STATE = 'state'
