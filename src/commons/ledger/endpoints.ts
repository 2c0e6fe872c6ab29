import { form, text } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { checkReceipt } from './check-receipt.ts'
import { identityOf } from './ledger.ts'
import { LedgerPage } from './pages/ledger-page.tsx'
import { ReceiptCheckedPage, ReceiptCheckPage } from './pages/receipt-check-page.tsx'
import { LedgerView, ReceiptChecked, ReceiptCheckPage as ReceiptCheckView } from './replies.ts'
import { showLedger } from './show-ledger.ts'

const showLedgerPage = page({
  name: 'showLedger',
  path: '/ledger',
  reply: LedgerView,
  load: showLedger,
  html: (reply, view) => LedgerPage({ reply, view }),
})

const showReceiptCheck = page({
  name: 'showReceiptCheck',
  path: '/ledger/receipt-check',
  reply: ReceiptCheckView,
  load: async (ctx) => ({ vkey: (await identityOf(ctx.db, ctx.ledger))?.vkey ?? null }),
  html: (reply, view, form) => ReceiptCheckPage({ reply, view, form }),
  unlisted: true,
})

/** A tree of 2^63 entries and sixty witnesses make a longer receipt than this nowhere. */
const LONGEST = 20_000

const postReceiptCheck = action({
  name: 'checkReceipt',
  path: '/ledger/receipt-check',
  body: form({ receipt: text({ max: LONGEST, lines: true, missing: 'ledger.check.missing' }) }),
  reply: ReceiptChecked,
  run: (ctx, _params, { receipt }) => checkReceipt(ctx, receipt),
  form: showReceiptCheck,
  done: () => '/ledger/receipt-check',
  answer: (reply, view) => ReceiptCheckedPage({ reply, view }),
})

export const pageEndpoints = [showReceiptCheck, postReceiptCheck, showLedgerPage]
