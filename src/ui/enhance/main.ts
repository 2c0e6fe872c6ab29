import { autosaveDrafts } from './autosave.ts'
import { countCharacters } from './characters.ts'
import { CopyElement } from './copy.ts'
import { CountElement } from './count.ts'
import { focusErrorSummary } from './error-summary.ts'
import { sendOnce } from './once.ts'
import { pickPoints } from './picker.ts'
import { countPicks } from './picks.ts'
import { PiecesElement } from './pieces.ts'
import { walkQueues } from './queue.ts'
import { ReceiptElement } from './receipt.ts'
import { returnToTourStep } from './tour.ts'
import { WaitElement } from './wait.ts'

// Every page works without this file; what is here only saves a click or a glance.
customElements.define('punte-count', CountElement)
customElements.define('punte-copy', CopyElement)
customElements.define('punte-pieces', PiecesElement)
customElements.define('punte-receipt', ReceiptElement)
customElements.define('punte-wait', WaitElement)
focusErrorSummary()
sendOnce()
countCharacters()
countPicks()
pickPoints()
autosaveDrafts()
walkQueues()
returnToTourStep()
