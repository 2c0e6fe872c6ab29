import { action, type Page } from '#kernel/http/endpoint.ts'
import { VersionAddress } from '../../ingest/replies.ts'
import { byTableOfVersion, keyForm } from '../fields.ts'
import { declareKey } from './declare-key.ts'

/** @param showVersion the page of a version, where its officers say it */
export const keyEndpoint = (showVersion: Page<any, any, any>) =>
  action({
    name: 'declareTableKey',
    path: '/work/data/:dataset/files/:distribution/versions/:version/key/:table',
    params: byTableOfVersion,
    audience: 'personal',
    body: keyForm,
    reply: VersionAddress,
    run: declareKey,
    form: showVersion,
    done: ({ dataset, distribution, version }) => `/work/data/${dataset}/files/${distribution}/versions/${version}`,
  })
