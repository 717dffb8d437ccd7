// The paper: its pages as they are printed, and the same as text to read.
import { one, make, tabs } from './common.js'

export function startPaper ({ file, mark, goTo, flush }) {
  const pages = one('sidor')
  const frame = one('las')
  const chooser = one('papper')
  const origin = one('ursprung')
  let origins = []
  let html = ''
  let drawn = [] // marks of the pages that are shown
  let lit = new Set()
  let chosen = ''
  let choose = () => {}

  const show = tabs(document.querySelector('.see .tabs'), id => {
    sessionStorage.setItem('papper', id)
    if (id === 't-las') { read(); choose() }
  })

  function draw (answer) {
    origins = answer.ursprung || []
    chosen = answer.papper || chosen
    one('valj').hidden = answer.papperen.length < 2 && chooser.options.length < 2
    if (answer.papperen.length) {
      const list = answer.papperen.map(p => [p.papper, p.namn])
      if (!list.some(([papper]) => papper === chosen)) list.unshift([chosen, (chooser.selectedOptions[0]?.text || chosen).replace(/ \(har fel\)$/, '') + ' (har fel)'])
      const same = chooser.options.length === list.length && list.every(([papper, namn], i) => chooser.options[i].value === papper && chooser.options[i].text === namn)
      if (!same) chooser.replaceChildren(...list.map(([value, namn]) => make('option', { value }, namn)))
      chooser.value = chosen
    }
    links()
    const stopped = !answer.sidor?.length
    one('stopp').hidden = !stopped
    one('stoppsedan').hidden = !drawn.length
    pages.classList.toggle('stopped', stopped)
    if (stopped) { pages.querySelector('.wait')?.remove(); return }
    html = answer.html || ''
    answer.sidor.forEach(({ marke, svg }, i) => {
      if (drawn[i] === marke && pages.children[i]) return
      const el = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true)
      if (pages.children[i] && drawn.length) pages.children[i].replaceWith(el)
      else if (!drawn.length && i === 0) pages.replaceChildren(el)
      else pages.append(el)
    })
    drawn = answer.sidor.map(p => p.marke)
    while (pages.childElementCount > drawn.length) pages.lastChild.remove()
    underline(pages)
    if (!one('p-las').hidden) read()
  }

  // read puts the paper in the frame without loading it anew, so that it keeps
  // its place while one types.
  function read () {
    const page = frame.contentDocument
    if (!page?.body || !html || new URL(page.URL).pathname !== '/lasvy') return // else it has not been loaded yet
    // The style is taken out before the text is parsed here, where none may stand.
    let css = ''
    const fresh = new DOMParser().parseFromString(html.replace(/<style>([^]*?)<\/style>/, (_, found) => { css = found; return '' }), 'text/html')
    page.documentElement.lang = fresh.documentElement.lang
    const style = page.createElement('style')
    style.textContent = css + '.lit{background:#fdf0c2}[data-rad]{cursor:pointer}'
    page.head.replaceChildren(style)
    page.title = fresh.title
    page.body.replaceChildren(...[...fresh.body.children].map(el => page.importNode(el, true)))
    underline(page.body)
    if (!page.listening) {
      page.listening = true
      page.addEventListener('click', e => {
        const block = e.target.closest('[data-rad]')
        if (e.target.closest('a')) e.preventDefault()
        if (block) follow(Number(block.dataset.rad))
      })
    }
  }
  frame.addEventListener('load', read)

  function links () {
    for (const form of ['pdf', 'md', 'html']) one(form).href = '/papper?' + new URLSearchParams({ fil: file, papper: chosen, form, fonster: mark })
  }
  for (const form of ['pdf', 'md', 'html']) one(form).addEventListener('click', () => flush())

  pages.addEventListener('click', e => {
    const run = e.target.closest('[data-rad]')
    if (run) follow(Number(run.dataset.rad))
  })

  // follow goes from a sentence to where it comes from, and says so.
  function follow (line) {
    const from = origins.filter(o => o.rad === line)
    if (!from.length) { origin.textContent = 'Den raden har programmet gjort; den står i ingen mall och inget fält.'; return }
    const field = from.find(o => o.falt)
    origin.replaceChildren('Kommer från ', ...from.flatMap((o, i) => [
      i ? ', ' : '',
      o.falt ? make('button', { type: 'button', on: { click: () => jump(o) } }, o.falt) : `mallen ${o.mall}, rad ${o.mallrad}`
    ]))
    if (field) jump(field)
  }

  const jump = o => goTo({ fil: o.fil, fält: o.falt, rad: o.faltrad })

  // underline marks what comes from the field at hand, in the pages by a colour
  // behind it.
  function underline (root) {
    for (const el of root.querySelectorAll('.marker')) el.remove()
    for (const el of root.querySelectorAll('.lit')) el.classList.remove('lit')
    const found = lit.size ? [...root.querySelectorAll('[data-rad]')].filter(el => lit.has(Number(el.dataset.rad))) : []
    const boxes = found.map(el => el.getBBox?.())
    found.forEach((el, i) => {
      el.classList.add('lit')
      if (!boxes[i]) return
      const marker = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
      const { x, y, width, height } = boxes[i]
      for (const [name, value] of Object.entries({ class: 'marker', x: x - 1, y, width: width + 2, height })) marker.setAttribute(name, value)
      el.before(marker)
    })
    return found[0]
  }

  function light (lines) {
    lit = lines
    const first = underline(pages)
    if (first && !one('p-sidor').hidden) keepInSight(first)
    if (frame.contentDocument?.body) underline(frame.contentDocument.body)
  }

  function keepInSight (el) {
    const box = one('p-sidor').getBoundingClientRect()
    const at = el.getBoundingClientRect()
    if (at.top < box.top + 20 || at.bottom > box.bottom - 20) one('p-sidor').scrollTop += at.top - box.top - box.height / 3
  }

  // showLine and showField go the other way, from the data to the paper.
  function showLine (line) {
    const mine = origins.filter(o => o.fil === file && o.faltrad && o.faltrad <= line)
    const near = Math.max(0, ...mine.map(o => o.faltrad))
    light(new Set(mine.filter(o => o.faltrad === near && line - near < 3).map(o => o.rad)))
  }

  function showField (path) {
    light(new Set(origins.filter(o => o.fil === file && o.falt && (o.falt === path || o.falt.startsWith(path + '.') || o.falt.startsWith(path + '[') || path.startsWith(o.falt + '.') || path.startsWith(o.falt + '['))).map(o => o.rad)))
  }

  chooser.addEventListener('change', () => { chosen = chooser.value; choose() })
  if (sessionStorage.getItem('papper') === 't-las') show('t-las')
  links()
  const shown = () => ({ har: drawn, las: !one('p-las').hidden })
  return { show: draw, shown, chosen: () => chosen, onChoose: f => { choose = f }, showLine, showField }
}
