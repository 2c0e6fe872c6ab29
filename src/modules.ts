import about from '#commons/about/module.ts'
import demo from '#commons/demo/module.ts'
import developers from '#commons/developers/module.ts'
import home from '#commons/home/module.ts'
import type { Manifest } from '#kernel/module.ts'
import petitions from '#modules/petitions/module.ts'

/** Everything that has a manifest, in order: commons parts with pages, then the rooms. A new room is a folder and a line here. */
export const modules: Manifest[] = [home, about, developers, demo, petitions]
