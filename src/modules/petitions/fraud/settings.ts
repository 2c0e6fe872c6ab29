import { defineNumber, defineSetting } from '#commons/settings/settings.ts'
import { text } from '#kernel/forms/fields.ts'
import { usualLargeProviders } from './large-providers.ts'

/** Signatures by mail from one source for one petition in a day; those over it are held. A school or a village shares a source. */
export const heldOverSource = defineNumber('petitions.held-over-source', 'signatures', 'house', {
  min: 3,
  max: 100_000,
  otherwise: 100,
})

/** The same for a mail domain that is not a large provider's. */
export const heldOverDomain = defineNumber('petitions.held-over-domain', 'signatures', 'house', {
  min: 3,
  max: 100_000,
  otherwise: 100,
})

/** Within how many working days a moderator promises to decide about held signatures. */
export const holdDays = defineNumber('petitions.hold-days', 'workingDays', 'house', { min: 1, max: 10, otherwise: 3 })

/** Mail domains without a limit, separated by blanks: large providers, whose domain says nothing of a person. */
export const largeProviders = defineSetting<string>({
  key: 'petitions.large-mail-providers',
  field: text({ max: 4000, lines: true }),
  unit: 'characters',
  scope: 'house',
  otherwise: { value: usualLargeProviders.join(' ') },
})
