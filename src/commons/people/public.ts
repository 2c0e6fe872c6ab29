/** Tables that other parts' SQL may read and reference. Addresses stay here: others keep ids. */
export const readableTables = ['people.account', 'people.api_token', 'people.mailbox'] as const
