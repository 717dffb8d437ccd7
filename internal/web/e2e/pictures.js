// Takes a picture of each view, wide and narrow: node pictures.js FOLDER
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDesk } from './desk.js'

const out = process.argv[2]
mkdirSync(out, { recursive: true })
const desk = await openDesk(take => { for (const n of ['kvalitet-2013', 'kvalitet-2016', 'kvalitet-2023', 'sammantrade-socialnamnden', 'remissvar', 'svar-pa-motion', 'bidrag']) take(n) })
const views = {
  lista: '/', nytt: '/ny', frister: '/frister',
  arende: '/redigera?fil=kvalitet-2023/arende.yaml',
  text: '/redigera?fil=kvalitet-2023/arende.yaml',
  mote: '/mote?fil=kvalitet-2023/sammantrade.yaml&p=6'
}
for (const [width, height, size] of [[1440, 900, 'bred'], [390, 844, 'smal']]) {
  const page = await desk.page(width, height)
  for (const [name, path] of Object.entries(views)) {
    await page.evaluate(() => sessionStorage.clear())
    await page.goto(new URL(path, desk.url).href)
    if (name === 'text') await page.getByRole('tab', { name: 'Text' }).click()
    if (['arende', 'text', 'mote'].includes(name)) await page.locator('.pages svg').first().waitFor()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(out, `${name}-${size}.png`), fullPage: size === 'smal' })
  }
  if (page.complaints.length) console.error(page.complaints)
  await page.context().close()
}
await desk.close()
