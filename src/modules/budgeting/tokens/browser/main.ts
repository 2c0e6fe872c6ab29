import { FindBallotElement } from './find-ballot-element.ts'
import { TokenElement } from './token-element.ts'
import { VoteElement } from './vote-element.ts'

// Only on the pages of a vote with tokens. Secrets are made and kept here, on the person's device.
customElements.define('punte-token', TokenElement)
customElements.define('punte-vote', VoteElement)
customElements.define('punte-find-ballot', FindBallotElement)
