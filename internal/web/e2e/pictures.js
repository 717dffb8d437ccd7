// Takes a picture of each view and of what can happen in it, wide and narrow:
// node pictures.js FOLDER
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDesk } from './desk.js'

const out = process.argv[2]
const only = process.argv[3]
mkdirSync(out, { recursive: true })
const desk = await openDesk(take => { for (const n of ['kvalitet-2013', 'kvalitet-2016', 'kvalitet-2023', 'sammantrade-socialnamnden', 'remissvar', 'svar-pa-motion', 'bidrag']) take(n) })
const at = name => join(desk.dir, name)
const edited = (name, change) => writeFileSync(at(name), change(readFileSync(at(name), 'utf8')))
const paper = page => page.locator('.pages svg').first().waitFor()
const sample = '/redigera?fil=kvalitet-2023/arende.yaml'
const room = '/mote?fil=kvalitet-2023/sammantrade.yaml&p=6'

const views = {
  lista: ['/'],
  nytt: ['/ny'],
  kopia: ['/ny', async page => {
    await page.getByLabel('En kopia av').check()
    await page.getByRole('button', { name: 'Skapa' }).click()
    await page.locator('#kopierat').waitFor()
  }],
  frister: ['/frister'],
  problem: ['/finns-inte'],
  arende: [sample, paper],
  langre: [sample, async page => {
    await paper(page)
    await page.locator('#form [data-falt="undertecknare"]').scrollIntoViewIfNeeded()
  }],
  lasvy: [sample, async page => {
    await paper(page)
    await page.getByRole('tab', { name: 'Läsvy' }).click()
    await page.frameLocator('#las').locator('h1').waitFor()
  }],
  text: [sample, async page => {
    await paper(page)
    await page.getByRole('tab', { name: 'Text' }).click()
  }],
  forslag: [sample, async page => {
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.locator('#text').press('Control+End')
    await page.locator('#text').press('Control+Space')
    await page.locator('#forslag li').first().waitFor()
  }],
  fel: [sample, async page => {
    await paper(page)
    await page.locator('#form [data-falt="rubrik"] input').fill('')
    await page.locator('#form [data-falt="undertecknare[0].namn"] input').fill('')
    await page.locator('#form [data-falt="frister"] [data-falt$="ansökan"] input').last().fill('i maj')
    await page.locator('#stopp').waitFor()
    await page.locator('#form [data-falt="rubrik"]').scrollIntoViewIfNeeded()
  }],
  felitext: [sample, async page => {
    await paper(page)
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.locator('#text').fill(readFileSync(at('kvalitet-2023/arende.yaml'), 'utf8').replace('avdelning:', 'avdelnig:').replace('2023-05-17', '2023-02-30'))
    await page.locator('#fynd button').first().click()
  }],
  utkast: [sample, async page => {
    await page.getByRole('tab', { name: 'Text' }).click()
    await page.locator('#text').press('Control+End')
    await page.locator('#text').pressSequentially('# osparat')
    await page.locator('#sparat', { hasText: 'Utkast bevarat' }).waitFor()
    await page.reload()
    await page.locator('.draft').first().waitFor()
  }],
  konflikt: ['/redigera?fil=bidrag/arende.yaml', async page => {
    await paper(page)
    edited('bidrag/arende.yaml', t => t.replace(/^rubrik: (.*)$/m, 'rubrik: $1, med den andres tillägg'))
    await page.locator('#form [data-falt="rubrik"] input').fill('Min rubrik')
    await page.locator('.pages svg', { hasText: 'Min rubrik' }).first().waitFor()
    await page.getByRole('button', { name: 'Spara', exact: true }).click()
    await page.getByRole('dialog').waitFor()
  }],
  sammantrade: ['/redigera?fil=kvalitet-2023/sammantrade.yaml', paper],
  mote: [room, paper],
  omrostning: [room, async page => {
    await paper(page)
    await page.getByRole('button', { name: 'Begär omröstning' }).click()
    await page.locator('.ballot').first().waitFor()
    await page.locator('.ballot button').first().focus()
    for (const [i, key] of ['j', 'n', 'n', 'j', 'a'].entries()) {
      await page.keyboard.press(key)
      await page.waitForFunction(i => document.querySelectorAll('.ballot')[i + 1].contains(document.activeElement), i)
    }
  }],
  jav: [room, async page => {
    await paper(page)
    await page.locator('#javig').selectOption('Gunilla Typfallander')
    await page.getByRole('button', { name: 'Anmäl jäv' }).click()
    await page.locator('.conflicts li').first().waitFor()
    for (const key of '12345678') {
      await page.locator('.seat').first().focus()
      await page.keyboard.press(key)
      await page.waitForTimeout(150)
    }
  }],
  langlista: ['/', async page => {
    const text = readFileSync(at('kvalitet-2023/arende.yaml'), 'utf8')
    for (let i = 0; i < 80; i++) writeFileSync(at(`lang-${i}.yaml`), text.replace(/^rubrik:.*$/m, 'rubrik: Antagande av detaljplan för bostäder, verksamheter och uppgångar för Västlänken norr om Nordstan ' + i).replace(i % 7 ? '' : 'datum: 2023', 'datum: 2O23'))
    await page.reload()
  }]
}
for (const [width, height, size] of [[1440, 900, 'bred'], [390, 844, 'smal']]) {
  const page = await desk.page(width, height)
  for (const [name, [path, go = () => {}]] of Object.entries(views)) {
    if (only && !only.split(',').includes(name)) continue
    await page.evaluate(() => sessionStorage.clear())
    for (const f of readdirSync(desk.dir, { recursive: true })) if (f.endsWith('.utkast')) rmSync(at(f))
    await page.goto(new URL(path, desk.url).href)
    await go(page)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(out, `${name}-${size}.png`), fullPage: size === 'smal' && name !== 'langlista' })
  }
  if (page.complaints.length) console.error(page.complaints)
  await page.context().close()
}
await desk.close()
