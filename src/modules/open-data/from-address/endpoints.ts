import { noFields } from '#kernel/forms/fields.ts'
import { action, page } from '#kernel/http/endpoint.ts'
import { byDistribution } from '../ingest/fields.ts'
import type { DistributionRef } from '../ingest/permissions.ts'
import { addressForm, listQuery, logQuery } from './fields.ts'
import { AddressListPage } from './pages/address-list-page.tsx'
import { AddressPage } from './pages/address-page.tsx'
import { AddressDone, AddressList, AddressView } from './replies.ts'
import { fetchNow, setAddress, takeAwayAddress } from './set-address.ts'
import { listAddresses, showAddress } from './show-address.ts'

const ADDRESS = '/work/data/:dataset/files/:distribution/address'
const done = ({ dataset, distribution }: DistributionRef) => `/work/data/${dataset}/files/${distribution}/address`

const list = page({
  name: 'listFileAddresses',
  path: '/work/data-addresses',
  query: listQuery,
  audience: 'personal',
  reply: AddressList,
  load: listAddresses,
  html: (reply, view) => AddressListPage({ reply, view }),
  unlisted: true,
})

const show = page({
  name: 'showFileAddress',
  path: ADDRESS,
  params: byDistribution,
  query: logQuery,
  audience: 'personal',
  reply: AddressView,
  load: showAddress,
  html: (reply, view, form) => AddressPage({ reply, view, form }),
  unlisted: true,
})

const set = action({
  name: 'setFileAddress',
  path: ADDRESS,
  params: byDistribution,
  audience: 'personal',
  body: addressForm,
  reply: AddressDone,
  run: setAddress,
  form: show,
  done,
})

const remove = action({
  name: 'removeFileAddress',
  path: `${ADDRESS}/removal`,
  params: byDistribution,
  audience: 'personal',
  body: noFields,
  reply: AddressDone,
  run: takeAwayAddress,
  form: show,
  done,
})

const askAgain = action({
  name: 'fetchFileNow',
  path: `${ADDRESS}/fetch`,
  params: byDistribution,
  audience: 'personal',
  body: noFields,
  reply: AddressDone,
  status: 202,
  run: fetchNow,
  form: show,
  done,
})

export const endpoints = [list, show, set, remove, askAgain]
