// Measures how soon the paper follows the keys, in the real page: from the key
// until what was typed has been painted in the paper. Prints figures and holds
// nothing against them.
//
//   node bench.js [WORDS]
import { openDesk } from './desk.js'

const words = Number(process.argv[2] || 60)
const letters = 5 // a word is typed with a key each 100 ms, about 120 words a minute
const pace = 100
const sample = 'remissvar/arende.yaml'
const desk = await openDesk(take => take('remissvar'))
const page = await desk.page()

// watch notes when a key is struck and when the page with its text has been
// painted: the frame after the change has begun, and the task after it runs.
const watch = () => page.evaluate(() => {
  const sheet = document.getElementById('sidor')
  globalThis.times = []
  globalThis.awaited = []
  document.addEventListener('keydown', e => {
    if (e.key.length > 1 || e.key === ' ') return
    globalThis.word = (globalThis.word || '') + e.key
    globalThis.awaited.push({ text: globalThis.word, from: performance.now() })
  }, true)
  new MutationObserver(() => {
    const text = sheet.textContent
    const done = globalThis.awaited.filter(a => text.includes(a.text))
    if (!done.length) return
    globalThis.awaited = globalThis.awaited.filter(a => !done.includes(a))
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done.forEach(a => globalThis.times.push(performance.now() - a.from))
      port2.postMessage(0)
    })
  }).observe(sheet, { childList: true })
})

async function type (what, field, at) {
  await page.evaluate(() => document.fonts.ready)
  await field.focus()
  await field.evaluate((el, at) => { const i = el.value.indexOf(at); el.setSelectionRange(i, i) }, at)
  await watch()
  const times = []
  for (let i = -1; i < words; i++) { // the first word is not counted: all is new to the browser then
    await page.evaluate(() => { globalThis.word = ''; globalThis.awaited = []; globalThis.times = [] })
    for (let k = 0; k < letters; k++) {
      await page.keyboard.press('qxzwjkvb'[(i + 1 + k) % 8])
      if (k < letters - 1) await page.waitForTimeout(pace)
    }
    await page.waitForFunction(() => !globalThis.awaited.length)
    await page.waitForFunction(n => globalThis.times.length === n, letters)
    if (i >= 0) times.push(...await page.evaluate(() => globalThis.times))
    for (let k = 0; k < letters; k++) await page.keyboard.press('Backspace')
    await page.waitForTimeout(pace)
  }
  times.sort((a, b) => a - b)
  const share = p => String(Math.round(times[Math.floor((times.length - 1) * p)])).padStart(4) + ' ms'
  console.log(`${what.padEnd(26)}${String(times.length).padStart(5)} keys   median${share(0.5)}   95 %${share(0.95)}   most${share(1)}`)
}

async function open () {
  await page.goto(new URL('/redigera?fil=' + sample, desk.url).href)
  await page.locator('.pages svg').first().waitFor()
}

await open()
console.log(`${sample}, ${await page.locator('.pages svg').count()} pages; from the key to the painted page`)
await type('a line in the form', page.locator('#form [data-falt="rubrik"] input'), 'utemiljö')
await open()
await type('a long text in the form', page.locator('#form textarea', { hasText: 'Uppföljningen' }), 'Uppföljningen')
await open()
await page.getByRole('tab', { name: 'Text' }).click()
await type('the text of the file', page.locator('#text'), 'Uppföljningen')
await desk.close()
