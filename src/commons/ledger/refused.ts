/** Why bytes of the log, of a note or of a receipt were refused. The codes are stable: programs and messages build on them. */
export type RefusalCode =
  | 'note.too-long'
  | 'note.not-utf8'
  | 'note.control-character'
  | 'note.no-signatures'
  | 'note.no-final-newline'
  | 'note.too-many-signatures'
  | 'note.signature-line'
  | 'note.key-name'
  | 'note.signature-base64'
  | 'note.bad-signature'
  | 'note.no-known-signature'
  | 'vkey.form'
  | 'vkey.key-name'
  | 'vkey.key-id'
  | 'vkey.type'
  | 'checkpoint.lines'
  | 'checkpoint.origin'
  | 'checkpoint.size'
  | 'checkpoint.root'
  | 'checkpoint.other-origin'
  | 'proof.too-long'
  | 'proof.header'
  | 'proof.extra'
  | 'proof.index'
  | 'proof.hash'
  | 'proof.too-many-hashes'
  | 'proof.no-checkpoint'
  | 'proof.wrong'
  | 'bundle.width'
  | 'tile.width'
  | 'policy.too-long'
  | 'policy.character'
  | 'policy.line'
  | 'policy.name'
  | 'policy.key'
  | 'policy.threshold'
  | 'policy.quorum'
  | 'policy.too-complex'

export class Refused extends Error {
  readonly code: RefusalCode

  /** @param detail for the person who looks for the mistake, a line number for instance */
  constructor(code: RefusalCode, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
  }
}
