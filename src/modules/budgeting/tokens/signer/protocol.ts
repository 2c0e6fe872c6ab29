/** Sent first: the key under which private keys are sealed, derived from the installation's. */
export interface Begin {
  act: 'begin'
  key: Uint8Array
}

/** What the signer is asked; `about` is the process whose vote it is. */
export type Asked = { id: number; about: string } & (
  | { act: 'make' }
  | { act: 'sign'; sealed: Uint8Array; blinded: Uint8Array }
  | { act: 'forget' }
)

export interface Answered {
  id: number
  failed?: true
  spki?: Uint8Array
  sealed?: Uint8Array
  signature?: Uint8Array
}
